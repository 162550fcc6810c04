// Combien, à quel stade ?
// How much does a node give and receive, at each stage?
//
// Neo4j Browser: run this line first, then the query.
//   :param id => 'funder:action-logement'
//
// Returns one row per direction, stage and currency: sens (out or in), stade (announced,
// programmed, committed, paid, or null if nobody says), monnaie, sommes (how many), total (in
// whole cents), en_clair. Stages and currencies are never added together; a sum told as part of
// another, nor a share without a sum, counts. Twin of queries/neighbours.py, its facts FINANCES
// read from the store and added up.
MATCH (n:Entity {id: $id})-[r:FINANCES]-(:Entity)
WHERE r.amount_cents IS NOT NULL AND r.of_which IS NULL
WITH CASE startNode(r) WHEN n THEN 'out' ELSE 'in' END AS sens, r.stage AS stade,
  r.currency AS monnaie, count(r) AS sommes, sum(r.amount_cents) AS total
RETURN sens, stade, monnaie, sommes, total,
  CASE WHEN total >= 100000000 THEN toString(round(total / 100000000.0, 1)) + ' millions'
    ELSE toString(total / 100.0) END AS en_clair
ORDER BY sens, stade, monnaie;
