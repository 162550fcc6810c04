// Que dit cette source ?
// What does a source say?
//
// Neo4j Browser: run these lines first, then the query. The sources query gives the ids.
//   :param source => 'loi-2019-753-resume'
//   :param limit => 200
//
// Returns one row per fact: fait (id), nature (kind of node, « chiffre » or relationship type),
// sujet, dit (what is said of it), objet (the other end, if any), endroits (locators).
// Twin of GraphStore.claims (graph/store.py).
CALL () {
  MATCH (n:Entity)
  WHERE $source IN n.source_ids
  RETURN n.id AS fait, n.kind AS nature, n.name AS sujet, n.acronym AS dit, null AS objet
  UNION ALL
  MATCH (n:Entity)-[:HAS_MEASURE]->(m:Measure)
  WHERE $source IN m.source_ids
  RETURN m.measure_id AS fait, 'chiffre' AS nature, n.name AS sujet, m.name AS dit, null AS objet
  UNION ALL
  MATCH (a:Entity)-[r]->(b:Entity)
  WHERE $source IN r.source_ids
  RETURN r.edge_id AS fait, type(r) AS nature, a.name AS sujet, r.caption AS dit, b.name AS objet
}
WITH *
ORDER BY nature, sujet, fait
LIMIT $limit
RETURN fait, nature, sujet, dit, objet, COLLECT {
  MATCH (c:Claim {fact: fait, source: $source})
  WHERE c.died IS NULL
  RETURN DISTINCT c.locator AS locator ORDER BY locator
} AS endroits
ORDER BY nature, sujet, fait;
