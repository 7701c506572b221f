import { cnpjIsValid, cpfIsValid, normalizeDocument } from '#kernel/documents.ts';
import { DomainError } from '#kernel/errors.ts';
import { isMobile, parseTelefone } from '#kernel/telephone.ts';

const EVP = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const EMAIL = new RegExp(`^[a-z0-9.!#$&'*+/=?^_\`{|}~-]+@${LABEL}(?:\\.${LABEL})+$`);
const MAX_EMAIL = 77;

/**
 * A Pix key as the directory of the Central Bank holds it: CPF and CNPJ without punctuation, e-mail in small letters,
 * mobile telephone as +55 and digits, random key (EVP) as a UUID. Eleven digits alone are a CPF: a telephone begins with
 * +55. Source: Banco Central, «API DICT», schema Key; alphanumeric CNPJ by IN RFB 2.229/2024.
 * Throws invalid `pix.chave` for what is none of them.
 */
export function conferirChavePix(texto: string): string {
  const chave = texto.trim();
  const minuscula = chave.toLowerCase();
  if (EVP.test(minuscula)) return minuscula;
  if (chave.includes('@')) {
    if (EMAIL.test(minuscula) && minuscula.length <= MAX_EMAIL) return minuscula;
  } else if (chave.startsWith('+')) {
    const telefone = parseTelefone(chave);
    if (telefone && isMobile(telefone)) return `+55${telefone.ddd}${telefone.numero}`;
  } else if (/^[0-9A-Za-z./-]+$/.test(chave) && (cpfIsValid(chave) || cnpjIsValid(chave))) {
    return normalizeDocument(chave);
  }
  throw new DomainError('invalid', 'pix.chave', { chave: texto });
}
