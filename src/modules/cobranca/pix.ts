import { DomainError } from '#kernel/errors.ts';
import type { Centavos } from '#kernel/money.ts';

const GUI = 'br.gov.bcb.pix';
const MAX_NOME = 25;
const MAX_CIDADE = 15;
const MAX_CHAVE_E_TEXTO = 99;
const MAX_COPIA_E_COLA = 512;

export interface PixEstatico {
  chave: string;
  /** The receiver's name and city: 25 and 15 characters, cut and without accents. */
  nome: string;
  cidade: string;
  /** null: the payer types it. */
  valor: Centavos | null;
  /** Letters and digits, at most 25; null: none. */
  txid: string | null;
  /** What the payer reads, as far as it fits beside the key. */
  descricao?: string | undefined;
}

/**
 * The text of a static Pix, «copia e cola» and content of its QR code. Source: Banco Central, «Manual de Padrões para
 * Iniciação do Pix», 2.9, section 1.6 (EMV fields, QR estático), after EMV QRCPS Merchant-Presented.
 * Throws invalid `pix.chave` and `pix.txid`.
 */
export function pixCopiaECola({ chave, nome, cidade, valor, txid, descricao }: PixEstatico): string {
  if (!/^[\x21-\x7e]{1,77}$/.test(chave)) throw new DomainError('invalid', 'pix.chave', { chave });
  if (txid !== null && !/^[A-Za-z0-9]{1,25}$/.test(txid)) throw new DomainError('invalid', 'pix.txid', { txid });
  const conta = campo('00', GUI) + campo('01', chave);
  const texto = ascii(descricao ?? '', MAX_CHAVE_E_TEXTO - conta.length - 4);
  return comCrc(
    [
      campo('00', '01'),
      campo('26', conta + (texto ? campo('02', texto) : '')),
      campo('52', '0000'),
      campo('53', '986'),
      valor === null ? '' : campo('54', emReais(valor)),
      campo('58', 'BR'),
      campo('59', ascii(nome, MAX_NOME) || 'N'),
      campo('60', ascii(cidade, MAX_CIDADE) || 'BRASIL'),
      campo('62', campo('05', txid ?? '***')),
    ].join(''),
  );
}

/** Days after its due date on which a charge at the bank can still be paid. */
export const PIX_VALIDADE_DIAS = 120;

/** The txid of a static Pix for an invoice: FATURA90. A payment names it, so that it finds its invoice. */
export const txidDaFatura = (faturaId: number): string => `FATURA${faturaId}`;

/** The invoice of a txid that txidDaFatura() gave; null for any other. */
export function faturaDoTxid(txid: string): number | null {
  const [, id] = /^FATURA([1-9]\d{0,9})$/.exec(txid) ?? [];
  return id !== undefined && Number(id) <= 2_147_483_647 ? Number(id) : null;
}

/** What a Pix text says, as far as it matters here. */
export interface PixLido {
  /** The key of a static Pix, or the address of a dynamic one. */
  chave: string | null;
  url: string | null;
  valor: string | null;
  nome: string;
  cidade: string;
  txid: string | null;
}

/**
 * Reads a Pix text, static or dynamic, as a bank's app does. Throws invalid `pix.crc` for a wrong check, and
 * `pix.ilegivel` for what is no Pix text.
 */
export function lerPix(texto: string): PixLido {
  if (!/6304[0-9A-F]{4}$/i.test(texto) || texto.length > MAX_COPIA_E_COLA)
    throw new DomainError('invalid', 'pix.ilegivel');
  if (comCrc(texto.slice(0, -8)).toUpperCase() !== texto.toUpperCase()) throw new DomainError('invalid', 'pix.crc');
  const campos = lerCampos(texto);
  const conta = lerCampos(campos.get('26') ?? '');
  if (campos.get('00') !== '01' || conta.get('00')?.toLowerCase() !== GUI)
    throw new DomainError('invalid', 'pix.ilegivel');
  const txid = lerCampos(campos.get('62') ?? '').get('05') ?? null;
  return {
    chave: conta.get('01') ?? null,
    url: conta.get('25') ?? null,
    valor: campos.get('54') ?? null,
    nome: campos.get('59') ?? '',
    cidade: campos.get('60') ?? '',
    txid: txid === '***' ? null : txid,
  };
}

function lerCampos(texto: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < texto.length; ) {
    const [, id = '', length = ''] = /^(\d\d)(\d\d)/.exec(texto.slice(at, at + 4)) ?? [];
    const end = at + 4 + Number(length);
    if (id === '' || end > texto.length) throw new DomainError('invalid', 'pix.ilegivel');
    found.set(id, texto.slice(at + 4, end));
    at = end;
  }
  return found;
}

const campo = (id: string, value: string): string => id + String(value.length).padStart(2, '0') + value;

const emReais = (valor: Centavos): string => `${Math.floor(valor / 100)}.${String(valor % 100).padStart(2, '0')}`;

/** Without accents and what is no printable ASCII, cut to `max` characters. */
function ascii(text: string, max: number): string {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, ' ');
  return plain.replace(/ +/g, ' ').trim().slice(0, Math.max(0, max)).trim();
}

const comCrc = (texto: string): string => `${texto}6304${crc16(`${texto}6304`)}`;

/** CRC-16/CCITT-FALSE (polynomial 0x1021, from 0xFFFF), four hexadecimal digits: 123456789 → 29B1. */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i) << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
