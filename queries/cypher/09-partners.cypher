// Avec qui travaille-t-il ?
// Who are the partners of an actor, and by which agreements?
//
// Neo4j Browser: run these lines first, then the query. as_of is null for all times.
//   :param id => 'agency:anru'
//   :param as_of => date('2019-06-30')
//   :param limit => 50
//
// Returns one row per partner, those it shares most with first: id, nom, n (agreements that both
// sign and partnerships told as such), accords (ids), edge_ids (what proves it).
// Twin of queries/partners.py.
MATCH (a:Entity {id: $id})
CALL (a) {
  MATCH (a)-[mine:SIGNS]->(act:Convention)<-[theirs:SIGNS]-(b:Actor)
  WHERE none(x IN [a, mine, act, theirs, b]
    WHERE coalesce(x.since > $as_of OR x.until < $as_of, false))
  RETURN b, act.id AS tie, act.id AS act, [mine.edge_id, theirs.edge_id] AS proofs
  UNION ALL
  MATCH (a)-[said:PARTNERS_WITH]-(b:Actor)
  WHERE none(x IN [a, said, b]
    WHERE coalesce(x.since > $as_of OR x.until < $as_of, false))
  RETURN b, said.edge_id AS tie, null AS act, [said.edge_id] AS proofs
}
UNWIND proofs AS proof
WITH b, count(DISTINCT tie) AS n, collect(DISTINCT act) AS accords,
  collect(DISTINCT proof) AS edge_ids
RETURN b.id AS id, b.name AS nom, n, accords, edge_ids
ORDER BY n DESC, id
LIMIT $limit;
