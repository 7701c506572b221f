import { formatDocument } from '#kernel/documents.ts';
import { PdfSheet } from '#platform/pdf-sheet.ts';
import type { Empresa } from './fatura-dados.ts';

/** Where pages begin and end, in points. */
export const LEFT = 36;
export const RIGHT = PdfSheet.WIDTH - 36;
export const WIDTH = RIGHT - LEFT;

const NADA: Empresa = {
  nome: '',
  nomeFantasia: '',
  cnpj: null,
  endereco: null,
  cidade: null,
  uf: null,
  cep: null,
  telefone: null,
  site: null,
};

/** The company's logo and data on top of a page, and the document's name; gives the base line below. */
export function cabecalho(sheet: PdfSheet, empresa: Empresa | null, logo: Buffer | null, titulo: string): number {
  const dados = empresa ?? NADA;
  if (logo) sheet.image(logo, LEFT, 32, 130, 46);
  const x = logo ? LEFT + 140 : LEFT;
  sheet.text(x, 44, dados.nomeFantasia, { size: 12, bold: true, max: 250 });
  const linhas = [
    [dados.nome, dados.cnpj && `CNPJ ${formatDocument(dados.cnpj)}`],
    [enderecoDaEmpresa(dados)],
    [dados.telefone, dados.site],
  ];
  let y = 56;
  for (const parts of linhas) {
    const text = parts.filter(Boolean).join(' · ');
    if (text === '') continue;
    sheet.text(x, y, text, { size: 7.5, max: RIGHT - x - 110, grey: 0.25 });
    y += 10;
  }
  sheet.text(RIGHT, 44, titulo, { size: 14, bold: true, align: 'right' });
  sheet.line(LEFT, 88, RIGHT, 88, { width: 1 });
  return 102;
}

/** Street, city and CEP in one line; empty when none is known. */
export function enderecoDaEmpresa({ endereco, cidade, uf, cep }: Empresa): string {
  const lugar = [cidade, uf].filter(Boolean).join('/');
  return [endereco, lugar, cep && `CEP ${cep.slice(0, 5)}-${cep.slice(5)}`].filter(Boolean).join(' - ');
}
