// Que manque-t-il ?
// Of the numbers that sources announce, how many does the graph name?
//
// No parameter.
//
// Returns one row per number announced of a programme, an agreement or an actor: id, nom, quoi
// (what is counted), connus, annonces, depuis, jusqu_a, sources (ids). Sums, shares, inhabitants
// and dwellings are no nodes, and left out. Twin of queries/completeness.py.
MATCH (n:Entity)-[:HAS_MEASURE]->(m:Measure {unit: 'count'})
WHERE NOT n:Territory
WITH n, m, {
  quartiers: ['Neighbourhood'], communes: ['Municipality'], villes: ['Municipality'],
  intercommunalites: ['Intercommunality'], agglomerations: ['Intercommunality'],
  departements: ['Department'], regions: ['Region'],
  territoires: ['Neighbourhood', 'Municipality', 'Intercommunality', 'Department', 'Region']
}[m.what] AS places,
m.what IN ['conventions', 'contrats', 'contrats_de_ville'] AS agreements,
m.what = 'signataires' AS signatories,
m.what IN ['membres', 'adherents', 'federations', 'regies', 'organismes', 'centres']
  AND n:Actor AS members
WHERE places IS NOT NULL OR agreements OR signatories OR members
WITH n, m, COLLECT {
  MATCH (n)<-[:PART_OF|AMENDS*0..]-(inner)
  MATCH (inner)-[r:COVERS|SIGNS]-(found)
  WHERE found.kind IN places AND (startNode(r) = inner) = (r:COVERS)
  RETURN DISTINCT found
  UNION
  MATCH (n)<-[:PART_OF|AMENDS*1..]-(found:Convention)
  WHERE agreements AND NOT EXISTS { (found)-[:AMENDS]->() }
  RETURN DISTINCT found
  UNION
  MATCH (n)-[:SIGNS]->(found:Convention)
  WHERE agreements AND NOT EXISTS { (found)-[:AMENDS]->() }
  RETURN found
  UNION
  MATCH (n)<-[:SIGNS]-(found)
  WHERE signatories
  RETURN found
  UNION
  MATCH (n)<-[:MEMBER_OF]-(found)
  WHERE members
  RETURN found
} AS named
RETURN n.id AS id, n.name AS nom, m.what AS quoi, size([found IN named
  WHERE m.territory IS NULL OR EXISTS { (found)-[:PART_OF*0..]->(:Entity {id: m.territory}) }
]) AS connus, m.value AS annonces, m.since_text AS depuis, m.until_text AS jusqu_a,
m.source_ids AS sources
ORDER BY id, quoi, annonces;
