// Quelles preuves de la chaîne ?
// Link by link, which document proves the shortest chain between two nodes?
//
// Neo4j Browser: run these lines first, then the query. Both ends must differ.
//   :param start => 'federation:villes-de-france'
//   :param end => 'agency:anru'
//
// Returns one row per link, fact and citation: maillon (from 1), de, lien (type), vers, edge_id,
// source, endroit (locator), texte (the quote, else the gist). The chain is that of
// shortest-path, with all the facts of each link. Twin of queries/paths.py with k=1.
MATCH p = ALL SHORTEST (a:Entity {id: $start})
  -[:SIGNS|FINANCES|PILOTS|COVERS|PART_OF|AMENDS|MEMBER_OF|SUCCEEDS|PARTNERS_WITH]-+
  (b:Entity {id: $end})
WITH nodes(p) AS stops, [n IN nodes(p) | n.id] AS ids,
  reduce(busy = 0, n IN nodes(p)[1..-1] | busy + COUNT { (n)-[]-(:Entity) }) AS busy
ORDER BY busy, ids
LIMIT 1
UNWIND range(1, size(stops) - 1) AS maillon
WITH maillon, stops[maillon - 1] AS x, stops[maillon] AS y
MATCH (x)-[fact]-(y)
MATCH (c:Claim {fact: fact.edge_id})-[:STATED_BY]->(s:Source)
WHERE c.died IS NULL
RETURN DISTINCT maillon, startNode(fact).name AS de, type(fact) AS lien, endNode(fact).name AS vers,
  fact.edge_id AS edge_id, s.title AS source, c.locator AS endroit,
  coalesce(c.quote, 'En substance : ' + c.gist) AS texte
ORDER BY maillon, lien, edge_id, source, endroit;
