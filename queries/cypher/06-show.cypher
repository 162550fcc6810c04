// Que sait-on de lui ?
// What is known of a node, and which line of which document says so?
//
// Neo4j Browser: run these lines first, then the query.
//   :param id => 'convention:anru-acse-2010'
//   :param limit => 200
//
// Returns one row per fact and citation: fait (the id of the fact), nature (kind of node,
// « chiffre » or relationship type), dit (what is said), avec (the other end), source, endroit
// (locator), texte (the quote, else the gist in our words). Facts are looked up from the claims
// that state them: (:Claim {fact})-[:STATED_BY]->(:Source). Twin of queries/show.py.
MATCH (n:Entity {id: $id})
CALL (n) {
  RETURN 0 AS rank, n.id AS fait, n.kind AS nature, n.name AS dit, null AS avec
  UNION ALL
  MATCH (n)-[:HAS_MEASURE]->(m:Measure)
  RETURN 1 AS rank, m.measure_id AS fait, 'chiffre' AS nature, m.name AS dit, null AS avec
  UNION ALL
  MATCH (n)-[r]-(other:Entity)
  RETURN 2 AS rank, r.edge_id AS fait, type(r) AS nature, r.caption AS dit, other.name AS avec
}
MATCH (c:Claim {fact: fait})-[:STATED_BY]->(s:Source)
WHERE c.died IS NULL
WITH DISTINCT rank, fait, nature, dit, avec, s, c.locator AS endroit,
  coalesce(c.quote, 'En substance : ' + c.gist) AS texte
RETURN fait, nature, dit, avec, s.title AS source, endroit, texte
ORDER BY rank, nature, avec, fait, source, endroit
LIMIT $limit;
