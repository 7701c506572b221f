import { day } from '#kernel/dates.ts';
import { type Moment, type Part, rowsOf } from '../part.ts';

const titular = (id: number, nome: string, documento: string, email: string | null, celular: string | null) => ({
  id,
  nome,
  documento,
  email,
  celular,
});

// Login and password of each are the document.
const assinantes = [
  titular(81593, 'CLIENTE TESTE', '12312312312', 'teste@teste.com', '31999994444'),
  titular(66499, 'CLIENTE TESTE PERFIL', '66499000019', 'perfil@teste.com', '31988880000'),
  titular(91001, 'CLIENTE TESTE SENHA', '91001000056', 'senha@teste.com', '31988880001'),
  titular(91002, 'CLIENTE TESTE FATURA DIGITAL', '91002000009', 'digital@teste.com', '31988880002'),
  titular(90001, 'CLIENTE PLAYHUB A', '1111111111111', 'teste@yahoo.com.br', '33999777888'),
  titular(90002, 'CLIENTE PLAYHUB B', '11111111111', 'teste@yahoo.com.br', '33999777888'),
  titular(220317, 'CLIENTE TESTE 1', '38885763006', null, null),
  titular(220329, 'TESTE PESSOA JURIDICA', '22032900000153', null, null),
  titular(428740, 'CLIENTE PROSPECTADO', '42874000116', null, null),
  titular(3, 'CLIENTE NEGOCIACAO', '98765432100', 'negociacao@teste.com', null),
  titular(366890, 'CLIENTE ABERTO', '11144477735', null, null),
  titular(8768696, 'CLIENTE TESTE', '11122211122', null, null),
  titular(1, 'CLIENTE UM', '52998224725', null, null),
  titular(92001, 'CLIENTE GSAN 1', '12312312387', null, null),
  titular(92002, 'CLIENTE GSAN 2', '02789078220', null, null),
];

const catalogos = [
  rowsOf('banco', [
    { id: 1, codigo: '033', nome: 'BANCO SANTANDER' },
    { id: 2, codigo: '001', nome: 'BANCO DO BRASIL' },
    { id: 3, codigo: '104', nome: 'CAIXA ECONOMICA' },
    { id: 5, codigo: '237', nome: 'BRADESCO' },
  ]),
  rowsOf('area_atuacao', [
    { id: 1, descricao: 'ADVOCACIA' },
    { id: 2, descricao: 'AGROPECUÁRIA' },
    { id: 3, descricao: 'ACADEMIA DE GINÁSTICA' },
  ]),
  rowsOf('tipo_atividade', [
    { id: 1, descricao: 'COMERCIO', codigo_convenio: '01' },
    { id: 2, descricao: 'INDUSTRIA', codigo_convenio: '02' },
    { id: 3, descricao: 'PREST. DE SERVIÇOS', codigo_convenio: '99' },
  ]),
  rowsOf('tributacao_federal', [
    { id: 1, descricao: 'NORMAL' },
    { id: 2, descricao: 'SIMPLES' },
    { id: 3, descricao: 'MEI' },
    { id: 5, descricao: 'ISENTO' },
  ]),
  rowsOf('tipo_contato', [
    { id: 1, descricao: 'COMERCIAL' },
    { id: 2, descricao: 'ADMINISTRATIVO' },
    { id: 3, descricao: 'TECNICO' },
    { id: 4, descricao: 'FINANCEIRO' },
    { id: 5, descricao: 'SINDICO' },
    { id: 6, descricao: 'OUTORGADO' },
  ]),
  rowsOf('cfop', [
    { id: 1, numero: 5307, descricao: 'Prestacao de servico de comunicacao a nao contribuinte' },
    { id: 2, numero: 5306, descricao: 'Prestacao de servico de comunicacao a produtor rural ' },
    { id: 3, numero: 5305, descricao: 'Prestacao de servico de comunicacao a distribuidora energia' },
  ]),
];

const mais: Record<number, object> = {
  81593: {
    nome_tratamento: 'CLIENTE',
    nascimento: day('1988-03-15'),
    nome_mae: 'TESTE',
    rg: '9898989898',
    recebe_notificacoes: false,
  },
  66499: { nascimento: day('1983-02-05'), rg: 'MG-10.111.3' },
  90001: { tipo_pessoa: 'JURIDICA' },
  220317: { vendedor_id: 285 },
  220329: { tipo_pessoa: 'JURIDICA', nome_fantasia: 'TESTE PJ', vendedor_id: 1 },
  428740: { vendedor_id: 1 },
};

/** Customers, their logins, telephones and addresses, and the catalogues that their registration needs. */
export const clientes: Part = {
  name: 'clientes',
  rows: async ({ senha }: Moment) => [
    ...catalogos,
    rowsOf('cliente', [
      ...assinantes.map(({ id, nome, documento, email }) => ({ id, nome, documento, email, ...mais[id] })),
      // A contact of the ERP, without a login.
      { id: 49644545, nome: 'Contato Teste 1', codigo: '1234' },
    ]),
    rowsOf('cliente_papel', [{ cliente_id: 49644545, ordem: 1, papel: 'Cliente' }]),
    rowsOf(
      'acesso_cliente',
      await Promise.all(
        assinantes.map(async ({ id, documento }) => ({
          cliente_id: id,
          login: documento,
          senha_hash: await senha(documento),
        })),
      ),
    ),
    rowsOf('cliente_telefone', [
      ...assinantes.flatMap(({ id, celular }) =>
        celular
          ? [
              {
                cliente_id: id,
                ddd: celular.slice(0, 2),
                numero: celular.slice(2),
                tipo: 'CELULAR' as const,
                principal: true,
              },
            ]
          : [],
      ),
      { cliente_id: 81593, ddd: '31', numero: '30312596', tipo: 'RESIDENCIAL' },
      { cliente_id: 92001, ddd: '79', numero: '33334444', tipo: 'RESIDENCIAL', principal: true },
    ]),
    rowsOf('cliente_endereco', [
      {
        id: 481018,
        cliente_id: 81593,
        tipo: 'PADRAO',
        logradouro_id: 645831,
        numero: '85',
        complemento: 'CASA A',
        classificacao_id: 1,
        problema_entrega_boleto: false,
        latitude: -20.6560787,
        longitude: -43.756296599999985,
      },
      {
        id: 934251,
        cliente_id: 81593,
        tipo: 'PADRAO',
        logradouro_id: 645337,
        numero: '45',
        classificacao_id: 1,
        condominio_id: 3783,
        latitude: -20.6669315,
        longitude: -43.7741393,
      },
    ]),
    rowsOf('cliente_dados_debito', [
      { id: 6935, cliente_id: 81593, banco_id: 2, titular: 'TESTE 1', agencia: '1111', conta: '55555', conta_dv: '6' },
    ]),
    rowsOf('aviso_app', [
      { id: 1, cliente_id: 81593, titulo: 'AVISO', mensagem: 'TESTE', criado_em: new Date(1575640122000) },
      { id: 2, cliente_id: 81593, titulo: 'AVISO', mensagem: 'TESTE 2', criado_em: new Date(1575640122000) },
    ]),
  ],
};
