// Qui est dans ce programme ?
// What is within a programme or an agreement, and who is tied to that?
//
// Neo4j Browser: run these lines first, then the query. after is the last id of the page before.
//   :param programme => 'programme:npnru'
//   :param after => null
//   :param limit => 100
//
// Returns one row per node, by id: id, nom, genre (kind). Within are the programmes, agreements
// and amendments that are part of it, at any depth. Twin of queries/listing.py.
MATCH (:Entity {id: $programme})<-[:PART_OF|AMENDS*0..]-(inner)
WITH DISTINCT inner
CALL (inner) {
  RETURN inner AS n
  UNION
  MATCH (inner)-[]-(n:Entity)
  RETURN n
}
WITH DISTINCT n
WHERE $after IS NULL OR n.id > $after
RETURN n.id AS id, n.name AS nom, n.kind AS genre
ORDER BY id
LIMIT $limit;
