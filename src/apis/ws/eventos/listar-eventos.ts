import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { eventosDepoisDe, tiposDesconhecidos } from '#modules/eventos/index.ts';
import { read } from '../../core/operation.ts';
import { BigInteger, Nullable, Optional, Text } from '../wire.ts';

const MOST = 500;

export const listarEventos = read({
  ids: ['eventos.evento.listar'],
  method: 'GET',
  url: '/ws/eventos',
  credentials: ['basic'],
  query: Type.Object({
    depoisDe: Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
    limite: Optional(Type.Integer({ minimum: 1, maximum: MOST })),
    tipos: Optional(Text(1000)),
  }),
  response: Type.Object({
    eventos: Type.Array(
      Type.Object({
        id: BigInteger,
        tipo: Type.String(),
        registro: Type.String(),
        quando: Type.String(),
        dados: Type.Record(Type.String(), Type.Unknown()),
      }),
    ),
    proximo: Nullable(BigInteger),
  }),
  ours:
    'Os eventos de clientes, contratos, faturas, pagamentos, atendimentos, visitas e mensagens, do mais antigo ao mais ' +
    'novo, os mesmos que os webhooks entregam. Para continuar, informe em depoisDe o valor de proximo, que é nulo ' +
    'quando nada veio. tipos é uma lista separada por vírgulas: *, fatura.*, fatura.paga.',
  async handle({ db }, { query: { depoisDe = 0, limite = 100, tipos } }) {
    const lista = tipos?.split(',').map((tipo) => tipo.trim()) ?? [];
    if (tiposDesconhecidos(lista).length > 0) throw new DomainError('invalid', 'campo.invalido', { campo: 'tipos' });
    const todos = lista.length === 0 || lista.includes('*');
    const eventos = await eventosDepoisDe(db, { depoisDe, quantos: limite, tipos: todos ? null : lista });
    return {
      eventos: eventos.map(({ posicao, tipo, registro, quando, dados }) => ({
        id: posicao,
        tipo,
        registro,
        quando: quando.toISOString(),
        dados: dados as Record<string, unknown>,
      })),
      proximo: eventos.at(-1)?.posicao ?? null,
    };
  },
});
