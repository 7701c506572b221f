/** The text without accents and cedillas: "São José" → "Sao Jose". */
export function unaccent(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}

/** What names are compared by: no accents, upper case, single blanks. */
export function searchKey(text: string): string {
  return unaccent(text).toUpperCase().replace(/\s+/g, ' ').trim();
}

/**
 * An e-mail address that its owner recognises and nobody else learns: `ful*****lva@x.com`, the rule of GSAN. It is
 * silent on local parts under seven characters: 4–6 show their first and last, up to 3 show nothing.
 */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const local = [...(at < 0 ? email : email.slice(0, at))];
  const domain = at < 0 ? '' : email.slice(at);
  const shown = local.length >= 7 ? 3 : local.length >= 4 ? 1 : 0;
  return `${local.slice(0, shown).join('')}*****${local.slice(local.length - shown).join('')}${domain}`;
}

// RFC 5322 without quoted local parts: no blank, comma, bracket or line break can smuggle in a second recipient or header.
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const DOMAIN = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/i;

/** Whether mail can be sent there: one address of at most `max` characters (and RFC 5321's 254), nothing around it. */
export function emailIsValid(text: string, max: number): boolean {
  if (text.length > Math.min(max, 254)) return false;
  const [local = '', domain = '', ...more] = text.split('@');
  return more.length === 0 && local.length <= 64 && LOCAL.test(local) && DOMAIN.test(domain);
}

/** At most `max` characters as PostgreSQL counts them (code points): never half of an emoji. */
export function truncate(text: string, max: number): string {
  return text.length <= max ? text : [...text].slice(0, max).join('');
}
