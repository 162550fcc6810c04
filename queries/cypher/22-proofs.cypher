// Quelles preuves de ce fait ?
// Which line of which document states this fact?
//
// Neo4j Browser: run this line first, then the query. Click on a relationship to read its
// edge_id; the id of a node, or the measure_id of a number, will do too.
//   :param edge_id => 'e797c4be96fe27dbc'
//
// Returns one row per citation: source, editeur, date, adresse, endroit (locator), texte (the
// quote, else the gist), confiance (0 to 1). Twin of GraphStore.edges (graph/store.py).
MATCH (c:Claim {fact: $edge_id})-[:STATED_BY]->(s:Source)
WHERE c.died IS NULL
RETURN DISTINCT s.title AS source, s.publisher AS editeur, s.published_on AS date,
  s.url AS adresse, c.locator AS endroit, coalesce(c.quote, 'En substance : ' + c.gist) AS texte,
  c.confidence AS confiance
ORDER BY source, endroit, texte;
