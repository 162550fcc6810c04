// Quelles chaînes à cette date ?
// By which chains were two nodes tied on a day, walking around some others?
//
// Neo4j Browser: run these lines first, then the query. Both ends must differ.
//   :param start => 'federation:villes-de-france'
//   :param end => 'agency:anru'
//   :param as_of => date('2021-12-31')
//   :param avoid => ['state:france']
//   :param k => 5
//
// Returns one row per chain, as k-shortest-paths does: longueur, noms, chaine. A bound that
// nobody states is open; as_of is null for all times, avoid is [] to go anywhere.
// Twin of queries/paths.py, with as_of and avoid of queries/filters.py.
MATCH p = SHORTEST 3 GROUPS
  (a:Entity {id: $start} WHERE NOT coalesce(a.since > $as_of OR a.until < $as_of, false))
  (()-[r:SIGNS|FINANCES|PILOTS|COVERS|PART_OF|AMENDS|MEMBER_OF|SUCCEEDS|PARTNERS_WITH
    WHERE NOT coalesce(r.since > $as_of OR r.until < $as_of, false)]-
    (y WHERE NOT y.id IN $avoid AND NOT coalesce(y.since > $as_of OR y.until < $as_of, false)))+
  (b:Entity {id: $end})
WITH [n IN nodes(p) | n.id] AS ids, head(collect(p)) AS chaine
WHERE all(i IN range(0, size(ids) - 2) WHERE NOT ids[i] IN ids[i + 1..])
WITH ids, chaine, reduce(busy = 0, n IN nodes(chaine)[1..-1] | busy + COUNT {
  (n)-[r]-(y:Entity)
  WHERE NOT y.id IN $avoid
    AND none(x IN [r, y] WHERE coalesce(x.since > $as_of OR x.until < $as_of, false))
}) AS busy
RETURN length(chaine) AS longueur, [n IN nodes(chaine) | n.short_name] AS noms, chaine
ORDER BY longueur, busy, ids
LIMIT $k;
