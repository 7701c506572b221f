import { createHash } from 'node:crypto';
import type { Insertable } from 'kysely';
import { day } from '#kernel/dates.ts';
import type { DB } from '#platform/db.ts';
import { type Part, rowsOf } from '../part.ts';
import { respostasSimuladas } from './respostas-simuladas.ts';

const PRIMEIRO = 1;
const SEGUNDO = 2;

const CADASTRO = new Date(1617621469000);
const ALTERACAO = new Date(1628277389000);

type Linha = Insertable<DB['prospecto']>;

type Resto = { [K in Exclude<keyof Linha, 'id'>]?: Exclude<Linha[K], undefined> };

const prospecto = (id: number, resto: Resto = {}) => ({
  id,
  tipo_pessoa: 'FISICA' as const,
  nome: `PROSPECTO ${id}`,
  nascimento: resto.tipo_pessoa === 'JURIDICA' ? null : day('1988-03-15'),
  vendedor_id: 285,
  segmento_id: 1,
  tipo_prospecto_id: 1,
  canal_venda_id: 1,
  empresa_id: 1,
  funil_id: PRIMEIRO,
  oportunidade: 'ABERTA' as const,
  aprovacao: 'PENDENTE' as const,
  criado_em: CADASTRO,
  atualizado_em: ALTERACAO,
  status_alterado_em: ALTERACAO,
  ...resto,
});

const ganho = (id: number, resto: Resto = {}) =>
  prospecto(id, { funil_id: SEGUNDO, oportunidade: 'GANHOU', aprovacao: 'APROVADO', ...resto });

const contato = { telefone_fixo: '32999998888', telefone_movel: '32999998888', email: 'teste@teste.com' };

const lista = [
  prospecto(220330, {
    ...contato,
    nome: 'TESTE WS2',
    documento: '76970141063',
    rg: '9898989898',
    nome_mae: 'TESTE',
    sexo: 'FEMININO',
    funil_id: SEGUNDO,
    usuario_alteracao_id: 285,
  }),
  prospecto(220311, { nome: 'TESTE A', documento: '66655544488' }),
  prospecto(220317, { nome: 'CLIENTE TESTE 1', documento: '33366655544' }),
  prospecto(220323, { nome: 'CLIENTE TESTE 1', documento: '11122255566' }),
  prospecto(220329, { ...contato, nome: 'TESTE WS', documento: '22032900130', funil_id: SEGUNDO }),
  prospecto(220333),
  prospecto(220334),
  prospecto(220315),
  prospecto(219168, { tipo_pessoa: 'JURIDICA', documento: '11222333000181' }),
  ...[220301, 220302, 220303, 220304, 220305, 220306, 220307].map((id) => prospecto(id)),
  ...[220312, 220313, 220314, 220316].map((id) => ganho(id)),
  ganho(220300, { vendedor_id: 1, cliente_id: 81593 }),
  ganho(1123321, { nome: 'CLIENTE PROSPECTADO', documento: '42874000116', vendedor_id: 1, cliente_id: 428740 }),
];

const servico = (id: number, prospecto_id: number, plano_id: number) => ({
  id,
  prospecto_id,
  plano_id,
  tipo_contrato_id: 1,
});

const CONTEUDO = 'Arquivo da demonstração.\n';

const arquivo = (id: number, nome: string, criado_em: number) => ({
  id,
  prospecto_id: 220333,
  nome,
  tipo_conteudo: 'text/plain',
  tamanho: Buffer.byteLength(CONTEUDO),
  sha256: createHash('sha256').update(CONTEUDO).digest(),
  criado_em: new Date(criado_em),
});

/** Prospects on their way, the criteria of credit, and what the simulated partners say of them. */
export const prospectos: Part = {
  name: 'prospectos',
  rows: () => [
    rowsOf('tipo_prospecto', [{ id: 1, descricao: 'TESTE' }]),
    rowsOf('funil_prospecto', [
      { id: PRIMEIRO, segmento_id: 1, descricao: 'PRIMEIRO', ordem: 1, inicial: true },
      {
        id: SEGUNDO,
        segmento_id: 1,
        descricao: 'SEGUNDO',
        ordem: 2,
        fluxo_automatico: true,
        qualificacao: 'CONVERTER CLIENTE',
      },
    ]),
    rowsOf('prospecto', lista),
    rowsOf(
      'prospecto_historico',
      lista.map(({ id, funil_id, oportunidade, aprovacao, vendedor_id }) => ({
        prospecto_id: id,
        quando: ALTERACAO,
        usuario_id: vendedor_id,
        funil_id,
        oportunidade,
        aprovacao,
      })),
    ),
    rowsOf('prospecto_endereco', [
      {
        id: 64427,
        prospecto_id: 220330,
        tipo: 'PADRAO',
        logradouro_id: 587374,
        numero: '96',
        classificacao_id: 1,
        latitude: -20.6647539,
        longitude: -43.7741393,
      },
    ]),
    rowsOf('prospecto_servico', [
      servico(140134, 220330, 1162),
      servico(140135, 1123321, 1162),
      servico(140136, 1123321, 1164),
      servico(2366, 220300, 786),
    ]),
    rowsOf('prospecto_arquivo', [
      arquivo(8, 'texto_240821162339.txt', 1629833019000),
      arquivo(9, 'teste_240821162548.txt', 1629833149000),
    ]),
    rowsOf('criterio_credito', [
      {
        id: 1,
        pergunta: 'Quantidade de negativações',
        campo: 'totalRestricoes',
        operador: '<=',
        valor_referencia: '4',
      },
      {
        id: 3,
        pergunta: 'Restrições acima de R$ 500,00',
        campo: 'valorTotalRestricoes',
        operador: '<=',
        valor_referencia: '500',
        aceita_nulo: true,
      },
      {
        id: 5,
        pergunta: 'Possui mais de 18 anos',
        campo: 'idade',
        operador: '>=',
        valor_referencia: '18',
        tipo_pessoa: 'FISICA',
      },
    ]),
    rowsOf('demo_parceiro', respostasSimuladas),
  ],
  async after(tx) {
    for (const { id, cliente_id } of lista) {
      if (cliente_id) await tx.updateTable('cliente').set({ prospecto_id: id }).where('id', '=', cliente_id).execute();
    }
  },
};
