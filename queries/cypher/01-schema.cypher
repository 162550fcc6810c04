// Qu’y a-t-il dans ce graphe ?
// What is in this graph, and what ties what to what?
//
// No parameter. A table, because the drawing of db.schema.visualization() is unreadable here.
//
// Returns one row per kind of fact between two kinds of node, most frequent first: de (kind),
// lien (relationship type), vers (kind), combien. Twin of graph/projection.py, which holds them.
MATCH (a:Entity)-[r]->(b:Entity)
RETURN a.kind AS de, type(r) AS lien, b.kind AS vers, count(*) AS combien
ORDER BY combien DESC, de, lien, vers;
