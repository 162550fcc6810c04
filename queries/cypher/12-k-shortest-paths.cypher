// Quelles autres chaînes ?
// By which chains of facts are two nodes tied, the shortest first?
//
// Neo4j Browser: run these lines first, then the query. Both ends must differ.
//   :param start => 'federation:villes-de-france'
//   :param end => 'agency:anru'
//   :param k => 5
//
// Returns one row per chain, drawn as a picture: longueur (links), noms, chaine. Among the three
// smallest lengths: first the fewest links, then the least tied nodes between, then ids; no
// chain passes twice by a node, parallel facts are one link. Twin of queries/paths.py.
MATCH p = SHORTEST 3 GROUPS (a:Entity {id: $start})
  -[:SIGNS|FINANCES|PILOTS|COVERS|PART_OF|AMENDS|MEMBER_OF|SUCCEEDS|PARTNERS_WITH]-+
  (b:Entity {id: $end})
WITH [n IN nodes(p) | n.id] AS ids, head(collect(p)) AS chaine
WHERE all(i IN range(0, size(ids) - 2) WHERE NOT ids[i] IN ids[i + 1..])
WITH ids, chaine,
  reduce(busy = 0, n IN nodes(chaine)[1..-1] | busy + COUNT { (n)-[]-(:Entity) }) AS busy
RETURN length(chaine) AS longueur, [n IN nodes(chaine) | n.short_name] AS noms, chaine
ORDER BY longueur, busy, ids
LIMIT $k;
