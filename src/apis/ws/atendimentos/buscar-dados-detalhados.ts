import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { detalhesDoAtendimento } from '#modules/atendimentos/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Nullable } from '../wire.ts';

const Texto = Nullable(Type.String());
const Numero = Nullable(Type.Integer());

const Endereco = Type.Object({
  IDEnderecoContrato: Type.Integer(),
  Complemento: Texto,
  Numero,
  tipoDeEndereco: Type.String(),
  Latitude: Texto,
  Longitude: Texto,
  Referencia: Texto,
  IDClassificacaoEndereco: Numero,
  ClassificacaoEndereco: Texto,
  NomeBairro: Texto,
  IDBairro: Numero,
  NomeCidade: Texto,
  IDCidade: Numero,
  Estado: Texto,
  Endereco: Texto,
  CEP: Texto,
  Condominio: Nullable(
    Type.Object({
      Descricao: Texto,
      Numero: Texto,
      IDBloco: Numero,
      Apto: Texto,
      NumeroCasa: Texto,
      IDCondominio: Numero,
      Andar: Texto,
    }),
  ),
});

export const buscarDadosDetalhados = read({
  ids: ['atendimentos.dadosDetalhados.buscar'],
  method: 'GET',
  url: '/ws/comercial/atendimentos/:id',
  credentials: ['basic', 'token'],
  params: Type.Object({ id: Id }),
  response: Type.Object({
    IDAtendimento: Type.Integer(),
    Descricao: Type.String(),
    NumeroProtocolo: Type.String(),
    IDTipoAtendimento: Numero,
    Status: Type.String(),
    DataAbertura: Type.Integer(),
    DataAgendamentoVisita: Numero,
    IDCentroCustoDestino: Numero,
    Contrato: Type.Object({
      IDContrato: Numero,
      IDTipoContrato: Numero,
      Cliente: Type.Object({ IDCliente: Type.Integer(), Nome: Type.String(), Telefone: Texto, Celular: Texto }),
    }),
    Plano: Texto,
    Velocidade: Texto,
    DadosRede: Type.Object({ SerialONU: Texto, MACONU: Texto }),
    DadosCaixa: Nullable(
      Type.Object({
        DescricaoCaixa: Type.String(),
        DescricaoSaida: Type.String(),
        CodSaida: Type.Integer(),
        CodCaixa: Type.Integer(),
        Mapeamento: Texto,
        IDComponenteCM: Numero,
        IDLocationCM: Numero,
        IDPortaComponenteCM: Numero,
      }),
    ),
    Enderecos: Type.Array(Endereco),
  }),
  async handle({ db }, { params }) {
    const [atendimento] = await detalhesDoAtendimento(db, { id: params.id });
    if (!atendimento) throw new DomainError('notFound', 'atendimento.nao_encontrado');
    const { caixa } = atendimento;
    return {
      IDAtendimento: atendimento.id,
      Descricao: atendimento.descricao,
      NumeroProtocolo: atendimento.protocolo,
      IDTipoAtendimento: atendimento.tipo_atendimento_id,
      Status: atendimento.status,
      DataAbertura: atendimento.aberto_em.getTime(),
      DataAgendamentoVisita: atendimento.visita_em?.getTime() ?? null,
      IDCentroCustoDestino: atendimento.centro_custo_destino_id,
      Contrato: {
        IDContrato: atendimento.contrato_id,
        IDTipoContrato: atendimento.tipo_contrato_id,
        Cliente: {
          IDCliente: atendimento.cliente_id,
          Nome: atendimento.nome,
          Telefone: atendimento.telefone_fixo,
          Celular: atendimento.telefone_celular,
        },
      },
      Plano: atendimento.plano,
      Velocidade: atendimento.velocidade,
      DadosRede: { SerialONU: atendimento.serial, MACONU: atendimento.mac },
      DadosCaixa: caixa && {
        DescricaoCaixa: caixa.descricao,
        DescricaoSaida: caixa.saida,
        CodSaida: caixa.saida_id,
        CodCaixa: caixa.id,
        Mapeamento: caixa.mapeamento,
        IDComponenteCM: caixa.id_componente_cm,
        IDLocationCM: caixa.id_location_cm,
        IDPortaComponenteCM: caixa.id_porta_componente_cm,
      },
      Enderecos: atendimento.enderecos.map(enderecoNoFio),
    };
  },
});

type EnderecoLido = NonNullable<Awaited<ReturnType<typeof detalhesDoAtendimento>>[number]>['enderecos'][number];

const enderecoNoFio = (endereco: EnderecoLido) => ({
  IDEnderecoContrato: endereco.id,
  Complemento: endereco.complemento,
  // The wire has a number; «S/N» and the like have none.
  Numero: /^\d{1,9}$/.test(endereco.numero ?? '') ? Number(endereco.numero) : null,
  tipoDeEndereco: endereco.tipo,
  Latitude: endereco.latitude,
  Longitude: endereco.longitude,
  Referencia: endereco.referencia,
  IDClassificacaoEndereco: endereco.classificacao_id,
  ClassificacaoEndereco: endereco.classificacao,
  NomeBairro: endereco.bairro,
  IDBairro: endereco.bairro_id,
  NomeCidade: endereco.cidade,
  IDCidade: endereco.cidade_id,
  Estado: endereco.uf,
  Endereco: endereco.logradouro,
  CEP: endereco.cep,
  Condominio:
    endereco.condominio_id === null
      ? null
      : {
          Descricao: endereco.condominio,
          Numero: endereco.condominio_numero,
          IDBloco: endereco.bloco_cm_id,
          Apto: endereco.apto,
          NumeroCasa: endereco.numero_casa,
          IDCondominio: endereco.condominio_id,
          Andar: endereco.andar,
        },
});
