/** An attribute as it travels. */
export interface Attribute {
  type: number;
  value: Buffer;
}

type Kind = 'text' | 'integer' | 'ipaddr';

interface Definition {
  type: number;
  kind: Kind;
  vendor?: number;
}

// Numbers: RFC 2865, 2866, 2869 and the dictionaries of FreeRADIUS 3.2 (share/dictionary.mikrotik, .huawei, .wispr …).
const definitions: Readonly<Record<string, Definition>> = {
  'User-Name': { type: 1, kind: 'text' },
  'NAS-IP-Address': { type: 4, kind: 'ipaddr' },
  'Framed-IP-Address': { type: 8, kind: 'ipaddr' },
  'Filter-Id': { type: 11, kind: 'text' },
  'Session-Timeout': { type: 27, kind: 'integer' },
  'Acct-Session-Id': { type: 44, kind: 'text' },
  'Event-Timestamp': { type: 55, kind: 'integer' },
  'Acct-Interim-Interval': { type: 85, kind: 'integer' },
  'Framed-Pool': { type: 88, kind: 'text' },
  'Mikrotik-Rate-Limit': { vendor: 14988, type: 8, kind: 'text' },
  'Mikrotik-Address-List': { vendor: 14988, type: 19, kind: 'text' },
  'Huawei-Input-Average-Rate': { vendor: 2011, type: 2, kind: 'integer' },
  'Huawei-Output-Average-Rate': { vendor: 2011, type: 5, kind: 'integer' },
  'WISPr-Bandwidth-Max-Up': { vendor: 14122, type: 7, kind: 'integer' },
  'WISPr-Bandwidth-Max-Down': { vendor: 14122, type: 8, kind: 'integer' },
  'Cisco-AVPair': { vendor: 9, type: 1, kind: 'text' },
  'ERX-Ingress-Policy-Name': { vendor: 4874, type: 10, kind: 'text' },
  'ERX-Egress-Policy-Name': { vendor: 4874, type: 11, kind: 'text' },
};

const VENDOR_SPECIFIC = 26;

/** An attribute by its name; null for one that is not known here, or whose value does not fit. */
export function attribute(name: string, value: string | number): Attribute | null {
  const definition = definitions[name];
  if (!definition) return null;
  const bytes = bytesOf(definition.kind, value);
  if (!bytes || bytes.length > 246) return null;
  if (definition.vendor === undefined) return { type: definition.type, value: bytes };
  const head = Buffer.alloc(6);
  head.writeUInt32BE(definition.vendor, 0);
  head.writeUInt8(definition.type, 4);
  head.writeUInt8(bytes.length + 2, 5);
  return { type: VENDOR_SPECIFIC, value: Buffer.concat([head, bytes]) };
}

function bytesOf(kind: Kind, value: string | number): Buffer | null {
  if (kind === 'text') return Buffer.from(String(value), 'utf8');
  if (kind === 'ipaddr') {
    const parts = String(value).split('.').map(Number);
    return parts.length === 4 && parts.every((part) => part >= 0 && part <= 255) ? Buffer.from(parts) : null;
  }
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 0xffff_ffff) return null;
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number, 0);
  return bytes;
}
