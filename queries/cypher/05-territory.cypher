// Qu’est-ce qui touche ce lieu ?
// What lies in a territory, covers it, or is signed or piloted from within?
//
// Neo4j Browser: run these lines first, then the query. after is the last id of the page before.
//   :param territory => 'commune:59606'
//   :param after => null
//   :param limit => 100
//
// Returns one row per node, by id: id, nom, genre (kind): the places and bodies within, what
// covers one of them, the agreements and programmes that one of them signs or pilots.
// Twin of queries/listing.py.
MATCH (:Entity {id: $territory})<-[:PART_OF*0..]-(place)
WITH DISTINCT place
CALL (place) {
  RETURN place AS n
  UNION
  MATCH (place)<-[:COVERS]-(n:Entity)
  RETURN n
  UNION
  MATCH (place)-[:SIGNS|PILOTS]->(n:Entity)
  RETURN n
}
WITH DISTINCT n
WHERE $after IS NULL OR n.id > $after
RETURN n.id AS id, n.name AS nom, n.kind AS genre
ORDER BY id
LIMIT $limit;
