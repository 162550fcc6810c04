// À quoi est-il lié ?
// Which facts tie a node to others, page by page?
//
// Neo4j Browser: run these lines first, then the query. as_of is null for all times; after and
// after_edge are the id and edge_id of the last row of the page before.
//   :param id => 'agency:anru'
//   :param as_of => date('2019-06-30')
//   :param after => null
//   :param after_edge => null
//   :param limit => 25
//
// Returns one row per fact, by id and edge_id: id, nom, genre (kind) of the other end, lien
// (type), sens (out or in), depuis, jusqu_a, edge_id. Twin of queries/neighbours.py, which puts
// the newest facts of each kind first.
MATCH (n:Entity {id: $id})-[r]-(other:Entity)
WHERE none(x IN [n, r, other]
    WHERE coalesce(x.since > $as_of OR x.until < $as_of, false))
  AND ($after IS NULL OR other.id > $after OR (other.id = $after AND r.edge_id > $after_edge))
RETURN other.id AS id, other.name AS nom, other.kind AS genre, type(r) AS lien,
  CASE startNode(r) WHEN n THEN 'out' ELSE 'in' END AS sens,
  coalesce(r.since_text, CASE WHEN r:SIGNS THEN endNode(r).since_text END) AS depuis,
  r.until_text AS jusqu_a, r.edge_id AS edge_id
ORDER BY id, edge_id
LIMIT $limit;
