/**
 * The values that a check of one column allows, when it has the form `x in (…)`, `x = …` or `x <@ array[…]`, with
 * `x is null or` in front or not; nothing for any other check. Takes what pg_get_constraintdef gives.
 */
export function allowedValues(definition: string, column: string): string[] | undefined {
  const literals: string[] = [];
  const bare = definition
    .replace(/'((?:[^']|'')*)'/g, (_, text: string) => `$${literals.push(text.replaceAll("''", "'")) - 1}`)
    .replace(/\b-?\d+\b(?<!\$\d+)/g, (digits) => `$${literals.push(digits) - 1}`)
    .replace(/::[a-z]+(?: [a-z]+)*(\[\])?/g, '')
    // Without its parentheses a call such as upper(x) has another name than the column.
    .replace(/[()]/g, '')
    .replace(/^CHECK /, '');
  const names = ['VALUE', column, `"${column}"`].map((name) => name.replace(/\W/g, '\\$&')).join('|');
  const form = new RegExp(
    `^(?:(?:${names}) IS NULL OR )?(?:${names}) (?:= ANY ARRAY\\[|<@ ARRAY\\[|= )([$\\d, ]+)\\]?$`,
  );
  const list = form.exec(bare)?.[1];
  return list?.split(', ').map((place) => literals[Number(place.slice(1))] as string);
}
