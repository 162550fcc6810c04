// Quelles contradictions ?
// On which facts do sources disagree?
//
// Neo4j Browser: run this line first, then the query.
//   :param limit => 100
//
// Returns one row per property in dispute: fait (id), nature (kind of node, « chiffre » or
// relationship type), sujet, objet (the other end, if any), litige: the property, the value shown
// and who states it, then the other values and who states them. Twin of queries/show.py, its
// contradictions.
CALL () {
  MATCH (n:Entity)
  WHERE n.disputed IS NOT NULL
  RETURN n.id AS fait, n.kind AS nature, n.name AS sujet, null AS objet, n.disputed AS disputed
  UNION ALL
  MATCH (n:Entity)-[:HAS_MEASURE]->(m:Measure)
  WHERE m.disputed IS NOT NULL
  RETURN m.measure_id AS fait, 'chiffre' AS nature, n.name AS sujet, null AS objet,
    m.disputed AS disputed
  UNION ALL
  MATCH (a:Entity)-[r]->(b:Entity)
  WHERE r.disputed IS NOT NULL
  RETURN r.edge_id AS fait, type(r) AS nature, a.name AS sujet, b.name AS objet,
    r.disputed AS disputed
}
UNWIND disputed AS litige
RETURN fait, nature, sujet, objet, litige
ORDER BY nature, sujet, fait, litige
LIMIT $limit;
