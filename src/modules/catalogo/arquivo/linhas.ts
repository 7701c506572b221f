import type { Campo } from './campos.ts';
import type { Filho, Linha, Registro, Secao } from './secao.ts';

type Campos = Readonly<Record<string, Campo>>;

/** The row of a record in the section's own table. */
export const linhaDe = ({ campos }: Secao, registro: Registro): Linha => ({
  id: registro.id,
  ...colunas(campos, registro),
});

/** The rows of a record in the table of its children `nome`. */
export function linhasDoFilho(nome: string, filho: Filho, registro: Registro): Linha[] {
  return itens(nome, filho, registro).map((item, i) => ({
    [filho.dono]: registro.id,
    ...colunas(filho.campos, item),
    ...(filho.ordem && { [filho.ordem]: i + 1 }),
  }));
}

/** The children as records, whichever form the file gives them. */
export function itens(nome: string, { forma, campos }: Filho, registro: Registro): Record<string, unknown>[] {
  const valor = registro[nome];
  if (valor === undefined) return [];
  if (forma === 'objeto') return [valor as Record<string, unknown>];
  if (forma === 'lista') return valor as Record<string, unknown>[];
  const [campo = ''] = Object.keys(campos);
  return (valor as unknown[]).map((id) => ({ [campo]: id }));
}

/** The record of a row and of its children's rows: what has its default is left out. */
export function registroDe(secao: Secao, linha: Linha, filhos: Readonly<Record<string, Linha[]>>): Registro {
  const registro: Registro = { id: linha['id'] as number, ...valores(secao.campos, linha) };
  for (const [nome, { forma, campos }] of Object.entries(secao.filhos)) {
    const found = (filhos[nome] ?? []).map((row) => valores(campos, row));
    if (found.length === 0) continue;
    const [campo = ''] = Object.keys(campos);
    registro[nome] = forma === 'objeto' ? found[0] : forma === 'lista' ? found : found.map((item) => item[campo]);
  }
  return registro;
}

/** A record in the one form that an export gives it. */
export function normal(secao: Secao, registro: Registro): Registro {
  const filhos = Object.entries(secao.filhos).map(([nome, filho]) => {
    const rows = linhasDoFilho(nome, filho, registro);
    return [nome, filho.ordem ? rows : rows.sort(byKey(filho))] as const;
  });
  return registroDe(secao, linhaDe(secao, registro), Object.fromEntries(filhos));
}

function byKey({ chave }: Filho) {
  return (a: Linha, b: Linha): number => {
    for (const coluna of chave) {
      const difference = (a[coluna] as number) - (b[coluna] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

function colunas(campos: Campos, registro: Readonly<Record<string, unknown>>): Linha {
  return Object.assign({}, ...Object.entries(campos).map(([nome, campo]) => campo.paraColunas(registro[nome])));
}

function valores(campos: Campos, linha: Linha): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(campos).flatMap(([nome, campo]) => {
      const valor = campo.deColunas(linha);
      return valor === undefined ? [] : [[nome, valor]];
    }),
  );
}
