import { Type } from 'typebox';
import { parseDay, startOfDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { contratoDoLogin, leiturasDoLogin } from '#modules/radius/index.ts';
import { assinanteOf, read } from '../../core/operation.ts';
import { AcessoAssinante, Text } from '../wire.ts';

const MAXIMO_DIAS = 40;
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
    const de = instante('dataInicio', query.dataInicio);
    const ate = instante('dataFim', query.dataFim);
    if (ate < de) throw new DomainError('invalid', 'intervalo.invertido', { campo: 'dataFim', antes: 'dataInicio' });
    if (ate.getTime() - de.getTime() >= MAXIMO_DIAS * 86_400_000) {
      throw new DomainError('invalid', 'intervalo.longo', { dias: MAXIMO_DIAS });
    }
    // Somebody else's login answers as a wrong credential would, and so does one that does not exist.
    const [contrato] = await contratoDoLogin(context.db, { login: query.login });
    if (contrato?.cliente_id !== assinanteOf(context).clienteId) {
      throw new DomainError('unauthenticated', 'assinante.credencial');
    }
    const leituras = await leiturasDoLogin(context.db, { contrato: contrato.id, de, ate });
    return leituras.map(({ login, entrada, saida, local }) => {
      const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = local.split(/\D/).map(Number);
      return { _id: { year, month, day, hour, minute, userName: login }, in: entrada, out: saida };
    });
  },
});

// On the clock of São Paulo, as every date of the document.
function instante(campo: string, text: string): Date {
  const {
    d = '',
    h = '',
    m = '',
  } = /^(?<d>\d\d\/\d\d\/\d{4}) (?<h>[01]\d|2[0-3]):(?<m>[0-5]\d)$/.exec(text)?.groups ?? {};
  const found = parseDay(d, 'dd/MM/yyyy');
  if (!found) throw new DomainError('invalid', 'campo.data', { campo, formato: FORMATO });
  return new Date(startOfDay(found).getTime() + (Number(h) * 60 + Number(m)) * 60_000);
}
