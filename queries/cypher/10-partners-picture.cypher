// Voir ses partenaires
// See the partners of an actor and what they sign together.
//
// Neo4j Browser: run these lines first, then the query.
//   :param id => 'agency:anru'
//   :param limit => 80
//
// Returns one row per path, drawn as a picture: chemin, from the actor by an agreement that both
// sign, or by a partnership told as such, to a partner. Twin of queries/partners.py.
MATCH (a:Entity {id: $id})
CALL (a) {
  MATCH chemin = (a)-[:PARTNERS_WITH]-(b:Actor)
  RETURN chemin, b, 0 AS rank
  UNION ALL
  MATCH chemin = (a)-[:SIGNS]->(act:Convention)<-[:SIGNS]-(b:Actor)
  RETURN chemin, b, COUNT { (act)<-[:SIGNS]-() } AS rank
}
RETURN chemin
ORDER BY rank, b.id
LIMIT $limit;
