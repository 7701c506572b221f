/**
 * The bytes of a base64 text (RFC 4648, with padding), or null when it is none. Line breaks, which some encoders put
 * in, and the `data:…;base64,` of browsers in front of it are passed over.
 */
export function decodeBase64(text: string): Buffer | null {
  const encoded = text.replace(/^data:[^,]{0,200};base64,/, '').replace(/[\r\n]+/g, '');
  if (encoded.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(encoded)) return null;
  return Buffer.from(encoded, 'base64');
}
