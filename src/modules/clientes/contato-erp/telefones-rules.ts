import { formatTelefone, isMobile, parseTelefone } from '#kernel/telephone.ts';

export type TipoTelefone = 'RESIDENCIAL' | 'COMERCIAL' | 'CELULAR' | 'FAX';

/** A telephone of the register; without `ddd`, `numero` is a text that is no Brazilian telephone. */
export interface TelefoneGravado {
  id: number;
  ddd: string | null;
  numero: string;
  tipo: TipoTelefone;
  principal: boolean;
}

export type TelefoneNovo = Pick<TelefoneGravado, 'ddd' | 'numero' | 'tipo' | 'principal'>;

/** What is to be done, in this order: no step ever leaves two main telephones or one number twice. */
export interface PlanoDeTelefones {
  excluir: number[];
  alterar: Omit<TelefoneGravado, 'principal'>[];
  /** The one that becomes the main telephone, when the main one goes. */
  promover: number | null;
  incluir: TelefoneNovo[];
}

/** The three telephones of an ERP contact. */
export interface Fones {
  fone: string | null;
  celular: string | null;
  fax: string | null;
}

const VAGAS = ['fone', 'celular', 'fax'] as const;
type Vaga = (typeof VAGAS)[number];

const vagaDe: Record<TipoTelefone, Vaga> = { RESIDENCIAL: 'fone', COMERCIAL: 'fone', CELULAR: 'celular', FAX: 'fax' };

/** As people read it, and as the ERP is shown it. */
export const mostrarTelefone = ({ ddd, numero }: Pick<TelefoneGravado, 'ddd' | 'numero'>): string =>
  ddd === null ? numero : formatTelefone({ ddd, numero });

/**
 * How the register's telephones become the three of the contact. Each of them stands for the first telephone of its
 * kind (main first, then oldest), which is changed where it stands; further ones of a kind stay. A number that the
 * customer has already, of another kind, changes its kind: a number stands once.
 */
export function planejarTelefones(
  gravados: readonly TelefoneGravado[],
  fones: Fones,
  tipoDoFone: 'RESIDENCIAL' | 'COMERCIAL',
): PlanoDeTelefones {
  const desejados = semRepetidos(fones);
  const ordenados = [...gravados].sort((a, b) => Number(b.principal) - Number(a.principal) || a.id - b.id);
  const primeiro = (vaga: Vaga) => ordenados.find(({ tipo }) => vagaDe[tipo] === vaga);
  const usados = new Map<Vaga, TelefoneGravado>();
  for (const vaga of VAGAS) {
    const desejado = desejados[vaga];
    const existente = desejado && ordenados.find((gravado) => mesmo(gravado, desejado));
    if (existente) usados.set(vaga, existente);
  }
  const tomados = new Set([...usados.values()].map(({ id }) => id));
  const plano: PlanoDeTelefones = { excluir: [], alterar: [], promover: null, incluir: [] };
  const incluir: Omit<TelefoneNovo, 'principal'>[] = [];
  for (const vaga of VAGAS) {
    const desejado = desejados[vaga];
    const atual = primeiro(vaga);
    const livre = atual && !tomados.has(atual.id) ? atual : undefined;
    const existente = usados.get(vaga);
    const tipo = (antes?: TelefoneGravado) =>
      antes && vagaDe[antes.tipo] === vaga ? antes.tipo : tipoDaVaga(vaga, tipoDoFone);
    if (existente) {
      if (vagaDe[existente.tipo] !== vaga) {
        plano.alterar.push({ id: existente.id, ddd: existente.ddd, numero: existente.numero, tipo: tipo() });
      }
      if (livre) plano.excluir.push(livre.id);
    } else if (desejado && livre) {
      plano.alterar.push({ id: livre.id, ...numeroDe(desejado), tipo: tipo(livre) });
    } else if (desejado) {
      incluir.push({ ...numeroDe(desejado), tipo: tipo() });
    } else if (livre) {
      plano.excluir.push(livre.id);
    }
  }
  const restantes = ordenados.filter(({ id }) => !plano.excluir.includes(id));
  const falta = !restantes.some(({ principal }) => principal);
  if (falta) plano.promover = restantes[0]?.id ?? null;
  plano.incluir = incluir.map((novo, i) => ({ ...novo, principal: falta && restantes.length === 0 && i === 0 }));
  return plano;
}

// A number that comes twice stands once: as the mobile when it is one, else where it comes first.
function semRepetidos(fones: Fones): Fones {
  const { fone, celular, fax } = fones;
  const iguais = (a: string | null, b: string | null) => a !== null && b !== null && chave(a) === chave(b);
  const movel = celular !== null && isMobile(numeroComDdd(celular));
  const igualAoFone = iguais(fone, celular);
  return {
    fone: igualAoFone && movel ? null : fone,
    celular: igualAoFone && !movel ? null : celular,
    fax: iguais(fax, fone) || iguais(fax, celular) ? null : fax,
  };
}

const mesmo = (gravado: TelefoneGravado, texto: string): boolean =>
  mostrarTelefone(gravado) === texto || chave(texto) === `${gravado.ddd ?? ''} ${gravado.numero}`;

const chave = (texto: string): string => {
  const { ddd, numero } = numeroDe(texto);
  return `${ddd ?? ''} ${numero}`;
};

const numeroDe = (texto: string): { ddd: string | null; numero: string } =>
  parseTelefone(texto) ?? { ddd: null, numero: texto };

const numeroComDdd = (texto: string) => ({ ddd: '', numero: numeroDe(texto).numero });

const tipoDaVaga = (vaga: Vaga, tipoDoFone: 'RESIDENCIAL' | 'COMERCIAL'): TipoTelefone =>
  vaga === 'fone' ? tipoDoFone : vaga === 'celular' ? 'CELULAR' : 'FAX';
