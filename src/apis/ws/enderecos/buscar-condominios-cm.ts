import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { condominiosCmDoEndereco } from '#modules/enderecos/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Nullable, Resposta, Text } from '../wire.ts';

const Bloco = Type.Object({ id: Type.Integer(), idBloco: Type.Integer(), nomeBloco: Type.String() });

export const buscarCondominiosCM = read({
  ids: ['enderecos.condominioCM.buscarPorEnderecoNumero'],
  method: 'GET',
  url: '/ws/terceiros/condominiosCM/endereco/:idEndereco/numero/:numero',
  credentials: ['basic', 'token'],
  params: Type.Object({ idEndereco: Id, numero: Text(20) }),
  response: Resposta(
    Type.Object({
      id: Type.Integer(),
      nomeCondominio: Type.String(),
      numeroCondominio: Type.String(),
      statusCM: Type.String(),
      tipoCondominio: Type.String(),
      blocos: Nullable(Bloco),
    }),
  ),
  async handle({ db }, { params }) {
    const [endereco] = await condominiosCmDoEndereco(db, { id: params.idEndereco, numero: params.numero });
    if (!endereco) throw new DomainError('notFound', 'endereco.nao_encontrado');
    return {
      // `blocos` is one object in the document, so a condominium comes once for each of its blocks.
      resposta: endereco.condominios.map(({ id, nome, numero, status, tipo, bloco, id_bloco, nome_bloco }) => ({
        id,
        nomeCondominio: nome,
        numeroCondominio: numero,
        statusCM: status,
        tipoCondominio: tipo,
        blocos: bloco === null ? null : { id: bloco, idBloco: id_bloco ?? bloco, nomeBloco: nome_bloco ?? '' },
      })),
    };
  },
});
