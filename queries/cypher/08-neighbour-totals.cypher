// À combien est-il lié ?
// How many facts tie a node to others, by kind?
//
// Neo4j Browser: run these lines first, then the query. as_of is null for all times.
//   :param id => 'agency:anru'
//   :param as_of => date('2019-06-30')
//
// Returns one row per kind of fact and of other end, most frequent first: lien (type), genre
// (kind), combien. Twin of queries/neighbours.py.
MATCH (n:Entity {id: $id})-[r]-(other:Entity)
WHERE none(x IN [n, r, other]
    WHERE coalesce(x.since > $as_of OR x.until < $as_of, false))
RETURN type(r) AS lien, other.kind AS genre, count(*) AS combien
ORDER BY combien DESC, lien, genre;
