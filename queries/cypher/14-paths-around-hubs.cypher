// Quelle chaîne sans carrefour ?
// By which chains, around the bodies that are tied to nearly everyone?
//
// Neo4j Browser: run these lines first, then the query. Both ends must differ.
//   :param start => 'commune:59606'
//   :param end => 'agency:anru'
//   :param k => 5
//
// Returns one row per chain, as k-shortest-paths does: longueur, noms, chaine, and carrefours,
// the ids walked around: those tied to more than 5 % of all that have a tie.
// No row when none goes around them: ask k-shortest-paths then.
// Twin of queries/paths.py with hub_penalty.
MATCH (n:Entity)
WHERE EXISTS { (n)-[]-(:Entity) }
WITH 0.05 * count(n) AS many
OPTIONAL MATCH (hub:Entity)
WHERE NOT hub.id IN [$start, $end]
  AND COUNT { (hub)--() } > many
  AND COUNT { MATCH (hub)-[]-(near:Entity) RETURN DISTINCT near } > many
WITH collect(hub.id) AS carrefours
MATCH p = SHORTEST 3 GROUPS (a:Entity {id: $start})
  (()-[:SIGNS|FINANCES|PILOTS|COVERS|PART_OF|AMENDS|MEMBER_OF|SUCCEEDS|PARTNERS_WITH]-
    (y WHERE NOT y.id IN carrefours))+
  (b:Entity {id: $end})
WITH carrefours, [n IN nodes(p) | n.id] AS ids, head(collect(p)) AS chaine
WHERE all(i IN range(0, size(ids) - 2) WHERE NOT ids[i] IN ids[i + 1..])
WITH carrefours, ids, chaine,
  reduce(busy = 0, n IN nodes(chaine)[1..-1] | busy + COUNT { (n)-[]-(:Entity) }) AS busy
RETURN length(chaine) AS longueur, [n IN nodes(chaine) | n.short_name] AS noms, chaine, carrefours
ORDER BY longueur, busy, ids
LIMIT $k;
