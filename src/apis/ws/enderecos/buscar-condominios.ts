import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { condominiosDoEndereco } from '#modules/enderecos/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Resposta, Text } from '../wire.ts';

export const buscarCondominios = read({
  ids: ['enderecos.condominio.buscarPorEnderecoNumero'],
  method: 'GET',
  url: '/ws/redes/condominios/endereco/:idEndereco/numero/:numero',
  credentials: ['basic', 'token'],
  params: Type.Object({ idEndereco: Id, numero: Text(20) }),
  response: Resposta(
    Type.Object({
      id: Type.Integer(),
      nomeCondominio: Type.String(),
      numeroCondominio: Type.String(),
      tipoCondominio: Type.String(),
    }),
  ),
  async handle({ db }, { params }) {
    const [endereco] = await condominiosDoEndereco(db, { id: params.idEndereco, numero: params.numero });
    if (!endereco) throw new DomainError('notFound', 'endereco.nao_encontrado');
    return {
      resposta: endereco.condominios.map(({ id, nome, numero, tipo }) => ({
        id,
        nomeCondominio: nome,
        numeroCondominio: numero,
        tipoCondominio: tipo,
      })),
    };
  },
});
