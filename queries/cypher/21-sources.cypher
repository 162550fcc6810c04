// Quelles sources ?
// Which sources does the graph stand on, and how much does each say?
//
// No parameter.
//
// Returns one row per source, those that say most first: id, titre, editeur, date, licence,
// adresse, faits (claims). Twin of GraphStore.sources and GraphStore.counts (graph/store.py).
MATCH (s:Source)
WHERE s.source_id IS NOT NULL AND s.died IS NULL
RETURN s.source_id AS id, s.title AS titre, s.publisher AS editeur, s.published_on AS date,
  s.licence AS licence, s.url AS adresse, COUNT { (:Claim)-[:STATED_BY]->(s) } AS faits
ORDER BY faits DESC, id;
