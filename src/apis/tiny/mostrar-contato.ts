import { formatDocument } from '#kernel/documents.ts';
import { mostrarTelefone } from '#modules/clientes/index.ts';

/** How values of the register are shown to an ERP: what is absent is an empty text. */

export const texto = (valor: string | number | null | undefined): string =>
  valor === null || valor === undefined ? '' : String(valor);

export const documento = (valor: string | null): string => (valor === null ? '' : formatDocument(valor));

/** 36404199 → 36.404-199; a postal code of another country as it is. */
export const cep = (valor: string | null | undefined): string =>
  texto(valor).replace(/^(\d\d)(\d{3})(\d{3})$/, '$1.$2-$3');

export const telefone = (valor: { ddd: string | null; numero: string } | null): string =>
  valor === null ? '' : mostrarTelefone(valor);

export const tipoPessoa = (tipo: 'FISICA' | 'JURIDICA' | 'ESTRANGEIRA'): string => tipo.charAt(0);
