import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { reais } from '#kernel/money.ts';
import { valorDaTabela } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Nullable, Optional } from '../wire.ts';
import { tabelaDe, tabelaPedida } from './tabela-pedida.ts';

export const buscarValoresDaTabela = read({
  ids: ['comercial.tabela_precos.buscar_valores'],
  method: 'POST',
  url: '/ws/comercial/contratos/tabela/precos/valores',
  credentials: ['basic', 'token'],
  body: Type.Object({ ...tabelaPedida, idVelocidade: Optional(Id) }),
  response: Type.Object({
    resposta: Type.Object({ Velocidade: Nullable(Type.String()), Valor: Type.Number(), Plano: Type.String() }),
  }),
  async handle({ db, clock }, { body }) {
    const velocidadeId = body.idVelocidade ?? null;
    const [found] = await valorDaTabela(db, { ...tabelaDe(body), velocidadeId, dia: clock.today() });
    if (!found) throw new DomainError('notFound', 'plano.nao_encontrado');
    if (found.tecnologia === 'INTERNET' && velocidadeId === null) {
      throw new DomainError('invalid', 'campo.obrigatorio', { campo: 'idVelocidade' });
    }
    if (found.valor === null) throw new DomainError('notFound', 'tabela_preco.nao_encontrada');
    return { resposta: { Velocidade: found.velocidade, Valor: reais(found.valor), Plano: found.plano } };
  },
});
