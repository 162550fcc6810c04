// Qui a le plus de partenaires ?
// Which actors have the most partners?
//
// Neo4j Browser: run this line first, then the query.
//   :param limit => 25
//
// Returns one row per actor, most partners first: id, nom, genre (kind), partenaires (distinct
// actors who sign an agreement with it, or whose partnership a source tells). Signing much is not
// deciding. Twin of queries/centrality.py with the measure degree.
MATCH (a:Actor)
WHERE EXISTS { (a)-[:SIGNS|PARTNERS_WITH]-() }
CALL (a) {
  MATCH (a)-[:SIGNS]->(:Convention)<-[:SIGNS]-(b:Actor)
  RETURN b
  UNION
  MATCH (a)-[:PARTNERS_WITH]-(b:Actor)
  RETURN b
}
RETURN a.id AS id, a.name AS nom, a.kind AS genre, count(b) AS partenaires
ORDER BY partenaires DESC, id
LIMIT $limit;
