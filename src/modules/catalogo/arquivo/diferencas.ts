import { isDeepStrictEqual } from 'node:util';
import type { Catalogo } from './ler.ts';
import { normal } from './linhas.ts';
import type { Registro, Secao } from './secao.ts';
import { secoes } from './secoes.ts';

/** A field of a record before and after; undefined: absent, which is its default. */
export interface CampoAlterado {
  campo: string;
  de: unknown;
  para: unknown;
}

/** What an import does to a record. */
export interface Diferenca {
  secao: string;
  id: number;
  /** `inativado`: the file no longer has it, and it can only be put out of use. */
  acao: 'incluido' | 'alterado' | 'inativado' | 'removido';
  campos: CampoAlterado[];
  antes: Registro | null;
  depois: Registro | null;
}

/** What must be done so that `atual` becomes what the file says, record by record, in the order of the file. */
export function diferencas(atual: Catalogo, arquivo: Catalogo): Diferenca[] {
  return secoes.flatMap((secao) => {
    const wanted = arquivo[secao.nome];
    return wanted ? daSecao(secao, atual[secao.nome] ?? [], wanted) : [];
  });
}

function daSecao(secao: Secao, atual: Registro[], arquivo: Registro[]): Diferenca[] {
  const before = new Map(atual.map((registro) => [registro.id, registro]));
  const after = new Set(arquivo.map(({ id }) => id));
  const written = arquivo.flatMap((registro) => {
    const antes = before.get(registro.id) ?? null;
    return difference(secao, antes ? 'alterado' : 'incluido', antes, normal(secao, registro));
  });
  const missing = atual.flatMap((antes) => {
    if (after.has(antes.id)) return [];
    if (!secao.ausente) return difference(secao, 'removido', antes, null);
    return difference(secao, 'inativado', antes, normal(secao, { ...antes, ...secao.ausente }));
  });
  return [...written, ...missing];
}

function difference(
  { nome }: Secao,
  acao: Diferenca['acao'],
  antes: Registro | null,
  depois: Registro | null,
): Diferenca[] {
  const names = new Set([...Object.keys(antes ?? {}), ...Object.keys(depois ?? {})]);
  names.delete('id');
  const campos = [...names]
    .map((campo) => ({ campo, de: antes?.[campo], para: depois?.[campo] }))
    .filter(({ de, para }) => !isDeepStrictEqual(de, para));
  if (antes && depois && campos.length === 0) return [];
  return [{ secao: nome, id: (depois ?? antes)?.id ?? 0, acao, campos, antes, depois }];
}
