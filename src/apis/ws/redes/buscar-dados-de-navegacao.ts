import { Type } from 'typebox';
import { type Day, daysBetween, instantAt, parseDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { contratoDoLogin, leiturasDoLogin } from '#modules/radius/index.ts';
import { assinanteOf, read } from '../../core/operation.ts';
import { AcessoAssinante, Text } from '../wire.ts';

const MAXIMO_DIAS = 40;
const DIA_MINUTOS = 1440;
const FORMATO = 'dd/MM/yyyy HH:mm';

export const buscarDadosDeNavegacao = read({
  ids: ['redes.navegacao.buscar'],
  method: 'POST',
  url: '/ws/redes/graficos_navegacao',
  credentials: ['basic', 'subscriber'],
  query: Type.Object({ login: Text(100), dataInicio: Text(16), dataFim: Text(16) }),
  body: AcessoAssinante,
  response: Type.Array(
    Type.Object({
      _id: Type.Object({
        year: Type.Integer(),
        month: Type.Integer(),
        day: Type.Integer(),
        hour: Type.Integer(),
        minute: Type.Integer(),
        userName: Type.String(),
      }),
      in: Type.Integer(),
      out: Type.Integer(),
    }),
  ),
  async handle(context, { query }) {
    const de = momento('dataInicio', query.dataInicio);
    const ate = momento('dataFim', query.dataFim);
    // By the clock on the wall: the days on which summer time began and ended are days like any other.
    const minutos = daysBetween(de.dia, ate.dia) * DIA_MINUTOS + ate.minuto - de.minuto;
    if (minutos < 0) throw new DomainError('invalid', 'intervalo.invertido', { campo: 'dataFim', antes: 'dataInicio' });
    if (minutos >= MAXIMO_DIAS * DIA_MINUTOS) {
      throw new DomainError('invalid', 'intervalo.longo', { dias: MAXIMO_DIAS });
    }
    // Somebody else's login answers as a wrong credential would, and so does one that does not exist.
    const [contrato] = await contratoDoLogin(context.db, { login: query.login });
    if (contrato?.cliente_id !== assinanteOf(context).clienteId) {
      throw new DomainError('unauthenticated', 'assinante.credencial');
    }
    const leituras = await leiturasDoLogin(context.db, {
      contrato: contrato.id,
      de: de.instante,
      ate: ate.instante,
    });
    return leituras.map(({ login, entrada, saida, local }) => {
      const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = local.split(/\D/).map(Number);
      return { _id: { year, month, day, hour, minute, userName: login }, in: entrada, out: saida };
    });
  },
});

/** A day and a minute of it, on the clock of São Paulo as every date of the document. */
interface Momento {
  dia: Day;
  minuto: number;
  instante: Date;
}

function momento(campo: string, text: string): Momento {
  const {
    d = '',
    h = '',
    m = '',
  } = /^(?<d>\d\d\/\d\d\/\d{4}) (?<h>[01]\d|2[0-3]):(?<m>[0-5]\d)$/.exec(text)?.groups ?? {};
  const dia = parseDay(d, 'dd/MM/yyyy');
  if (!dia) throw new DomainError('invalid', 'campo.data', { campo, formato: FORMATO });
  return { dia, minuto: Number(h) * 60 + Number(m), instante: instantAt(dia, `${h}:${m}`) };
}
