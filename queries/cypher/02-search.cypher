// Qui s’appelle ainsi ?
// Who bears this name, acronym or code?
//
// Neo4j Browser: run this line first, then the query. Accents, capitals and signs do not matter;
// the last word may be cut short, a long one may have one wrong letter.
//   :param text => 'Villes de Fr'
//
// Returns one row per node, best first: id, nom, genre (kind), score. Twin of queries/search.py,
// which ranks by finer rules. Here: names that begin so, then an actor before the agreements that
// name it and a commune before its intercommunality, then what Lucene prefers.
WITH normalize(replace(replace(toLower($text), 'œ', 'oe'), 'æ', 'ae'), NFKD) AS typed
WITH reduce(folded = '', sign IN split(typed, '') | folded + CASE
  WHEN sign =~ '[a-z0-9]' THEN sign
  WHEN sign =~ '\\p{M}' THEN ''
  ELSE ' '
END) AS folded
WITH [word IN split(folded, ' ') WHERE word <> '' | CASE word
  WHEN 'st' THEN 'saint'
  WHEN 'ste' THEN 'sainte'
  WHEN 'agglo' THEN 'agglomeration'
  ELSE word
END] AS every
WITH every, [word IN every
  WHERE NOT word IN ['le', 'la', 'les', 'l', 'de', 'du', 'des', 'd']
] AS some
WITH CASE WHEN some = [] THEN every ELSE some END[..12] AS words,
  reduce(whole = '', word IN every | whole + word + ' ') AS whole
WHERE words <> []
WITH whole, reduce(query = '', word IN words | query + '+(' + word + '^4 ' + word + '*^2'
  + CASE WHEN size(word) > 3 AND NOT word =~ '.*[0-9].*' THEN ' ' + word + '~1)' ELSE ')' END
) AS query
CALL db.index.fulltext.queryNodes('actor_names', query, {limit: 100}) YIELD node, score
RETURN node.id AS id, node.name AS nom, node.kind AS genre, round(score, 2) AS score
ORDER BY node.search + ' ' STARTS WITH whole DESC,
  CASE WHEN node:Convention THEN 2 WHEN node:Intercommunality THEN 1 ELSE 0 END, score DESC, id
LIMIT 20;
