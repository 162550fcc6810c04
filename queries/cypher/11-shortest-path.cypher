// Quel lien entre X et Y ?
// By which chain of facts are two nodes tied?
//
// Neo4j Browser: run these lines first, then the query. Both ends must differ.
//   :param start => 'federation:villes-de-france'
//   :param end => 'agency:anru'
//
// Returns one row, drawn as a picture: chaine, the shortest path whatever the direction of
// facts; of several, the one by the least tied nodes. Twin of queries/paths.py with k=1.
MATCH chaine = ALL SHORTEST (a:Entity {id: $start})
  -[:SIGNS|FINANCES|PILOTS|COVERS|PART_OF|AMENDS|MEMBER_OF|SUCCEEDS|PARTNERS_WITH]-+
  (b:Entity {id: $end})
WITH chaine, [n IN nodes(chaine) | n.id] AS ids,
  reduce(busy = 0, n IN nodes(chaine)[1..-1] | busy + COUNT { (n)-[]-(:Entity) }) AS busy
RETURN chaine
ORDER BY busy, ids
LIMIT 1;
