// Qui a pris la suite de qui ?
// What came before a body, a programme or a territory, and what came after?
//
// Neo4j Browser: run this line first, then the query.
//   :param id => 'agency:anct'
//
// Returns one row per node of the line, oldest first: rang (negative before, 0 itself, positive
// after), id, nom, depuis, jusqu_a, and chemin, drawn as a picture. Twin of queries/show.py, its
// predecessors and successors.
MATCH (n:Entity {id: $id})
CALL (n) {
  MATCH chemin = (n)-[:SUCCEEDS*0..]->(other)
  RETURN other, chemin, -length(chemin) AS rang
  UNION ALL
  MATCH chemin = (n)<-[:SUCCEEDS*1..]-(other)
  RETURN other, chemin, length(chemin) AS rang
}
WITH other, rang, chemin
ORDER BY abs(rang)
WITH other, sign(rang) AS side, head(collect(rang)) AS rang, head(collect(chemin)) AS chemin
RETURN rang, other.id AS id, other.name AS nom, other.since_text AS depuis,
  other.until_text AS jusqu_a, chemin
ORDER BY rang, id;
