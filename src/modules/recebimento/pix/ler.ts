import { type Centavos, centavos } from '#kernel/money.ts';
import type { CobrancaNoBanco, DevolucaoNoBanco, PixRecebido, SituacaoPix } from './porta.ts';

type Objeto = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Objeto =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An amount of the API Pix, «123.45» (schema Valor); null for any other. */
export function valorDoPix(texto: unknown): Centavos | null {
  if (typeof texto !== 'string' || !/^\d{1,10}\.\d{2}$/.test(texto)) return null;
  return centavos(Number(texto.replace('.', '')));
}

/** «123.45» of an amount. */
export const textoDoValor = (valor: Centavos): string =>
  `${Math.floor(valor / 100)}.${String(valor % 100).padStart(2, '0')}`;

/**
 * A Pix as the API describes it (schema Pix of OpenAPI 2.9.0, and the webhook's payload). Fields that are not in it today
 * are passed over, as the API asks of its clients; null when what is needed is missing or wrong.
 */
export function lerPixRecebido(value: unknown): PixRecebido | null {
  if (!isObject(value)) return null;
  const { endToEndId, txid = null, chave = null } = value;
  const valor = valorDoPix(value['valor']);
  const horario = typeof value['horario'] === 'string' ? Date.parse(value['horario']) : Number.NaN;
  if (typeof endToEndId !== 'string' || !/^[A-Za-z0-9]{32}$/.test(endToEndId)) return null;
  if (valor === null || valor <= 0 || Number.isNaN(horario)) return null;
  if (txid !== null && (typeof txid !== 'string' || !/^[A-Za-z0-9]{1,35}$/.test(txid))) return null;
  const componentes = value['componentesValor'];
  return {
    endToEndId,
    txid,
    chave: typeof chave === 'string' ? chave : null,
    valor,
    horario: new Date(horario),
    encargos: isObject(componentes) ? somar(componentes, ['juros', 'multa']) : null,
    desconto: isObject(componentes) ? somar(componentes, ['desconto', 'abatimento']) : null,
    devolvido: centavos(Math.min(valor, devolvidoEm(value['devolucoes']))),
  };
}

function somar(componentes: Objeto, nomes: readonly string[]): Centavos {
  const valores = nomes.map((nome): number => {
    const parte = componentes[nome];
    return (isObject(parte) && valorDoPix(parte['valor'])) || 0;
  });
  return centavos(valores.reduce((soma, valor) => soma + valor, 0));
}

// A return that is under way may fail yet; one that failed gives nothing back.
function devolvidoEm(devolucoes: unknown): number {
  if (!Array.isArray(devolucoes)) return 0;
  return devolucoes
    .filter(isObject)
    .filter(({ status }) => status === 'DEVOLVIDO')
    .map(({ valor }): number => valorDoPix(valor) ?? 0)
    .reduce((soma, valor) => soma + valor, 0);
}

/** A charge as the bank answers it (schemas CobGerada, CobVGerada and their complete forms). */
export function lerCobranca(value: unknown): CobrancaNoBanco | null {
  if (!isObject(value)) return null;
  const { txid, status, pixCopiaECola = null, pix = [] } = value;
  if (typeof txid !== 'string' || !SITUACOES.includes(status as SituacaoPix) || !Array.isArray(pix)) return null;
  const recebidos = pix.map(lerPixRecebido);
  if (recebidos.includes(null)) return null;
  return {
    txid,
    status: status as SituacaoPix,
    copiaECola: typeof pixCopiaECola === 'string' ? pixCopiaECola : null,
    pix: recebidos as PixRecebido[],
  };
}

const SITUACOES: readonly SituacaoPix[] = [
  'ATIVA',
  'CONCLUIDA',
  'REMOVIDA_PELO_USUARIO_RECEBEDOR',
  'REMOVIDA_PELO_PSP',
];

/** A return as the bank answers it (schema Devolucao). */
export function lerDevolucao(value: unknown): DevolucaoNoBanco | null {
  if (!isObject(value)) return null;
  const { id, status, motivo = null } = value;
  const valor = valorDoPix(value['valor']);
  if (typeof id !== 'string' || valor === null || !ANDAMENTOS.includes(status as DevolucaoNoBanco['status'])) {
    return null;
  }
  return {
    id,
    valor,
    status: status as DevolucaoNoBanco['status'],
    motivo: typeof motivo === 'string' ? motivo : null,
  };
}

const ANDAMENTOS: readonly DevolucaoNoBanco['status'][] = ['EM_PROCESSAMENTO', 'DEVOLVIDO', 'NAO_REALIZADO'];

/** A page of received Pix (schema PixConsultados). */
export function lerPagina(value: unknown): { pix: PixRecebido[]; paginas: number } | null {
  if (!isObject(value) || !isObject(value['parametros']) || !Array.isArray(value['pix'])) return null;
  const paginacao = value['parametros']['paginacao'];
  const paginas = isObject(paginacao) ? paginacao['quantidadeDePaginas'] : undefined;
  if (typeof paginas !== 'number' || !Number.isInteger(paginas) || paginas < 0) return null;
  const pix = value['pix'].map(lerPixRecebido);
  return pix.includes(null) ? null : { pix: pix as PixRecebido[], paginas };
}
