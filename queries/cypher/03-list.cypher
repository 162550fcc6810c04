// Quels programmes, accords… ?
// Which nodes are of these kinds, and begin on that day or later?
//
// Neo4j Browser: run these lines first, then the query. The kinds are those of the schema;
// since is null to have them all; after is the last id of the page before.
//   :param kinds => ['Convention', 'Programme']
//   :param since => date('2014-01-01')
//   :param after => null
//   :param limit => 25
//
// Returns one row per node, by id: id, nom, genre (kind), depuis, jusqu_a. An agreement begins
// when it is signed. Twin of queries/listing.py.
MATCH (n:Entity)
WHERE n.kind IN $kinds
  AND ($since IS NULL OR n.since >= $since)
  AND ($after IS NULL OR n.id > $after)
RETURN n.id AS id, n.name AS nom, n.kind AS genre, n.since_text AS depuis, n.until_text AS jusqu_a
ORDER BY id
LIMIT $limit;
