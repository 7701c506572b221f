const DOCUMENTO = '76970141063';

const spc = {
  documento: DOCUMENTO,
  nome: 'TESTE',
  dataNascimento: '1988-03-15',
  enderecoLogradouro: 'R TESTE',
  numeroEndereco: '400',
  bairro: 'TESTE',
  cep: '36280000',
  cidade: 'CARANDAI',
  uf: 'MG',
  telefone: '3233334444',
  totalRestricoes: 0,
  score: 485,
  probabilidade: 31.15,
  classe: 'D',
  aprovado: false,
};

const AS_12 = '2018-06-05T12:00:00.000';
const AS_12_45 = '2018-06-05T12:45:00.000';
const relacionadoA = ['Document', 'Phone'];

const clearSale = {
  tipo: 0,
  verificaEmail: false,
  verificaTelefone: false,
  sucesso: true,
  tempoResposta: 11,
  mensagem: 'TESTE',
  resultado: {
    ponto: {
      valor: 90.99,
      razao: 'Confirmação do TokenSMS',
      data: '2019-06-07T12:45:00.000',
      linhasTempo: [{ valor: 80, Reason: 'Confirmação do TokenSMS', data: '2018-06-07T12:45:00.000' }],
    },
    validacao: {
      verificacaoSMS: {
        enviado: {
          texto: 'Ola Joao Silva! Você está participando do teste do XTrust? 1 - SIM, 2 - NAO, 3 - Nao sou Joao Silva',
          data: AS_12,
        },
        respondido: { texto: '1) SIM', data: AS_12_45 },
        regraCondicional: null,
      },
      verificacaoEmail: {
        enviado: { texto: 'Ola Joao Silva! Você está participando do teste do XTrust?', data: AS_12 },
        respondido: { texto: '1', data: AS_12_45 },
      },
    },
    avaliacoes: [{ valor: 3, relacionadoA }],
    intuicoes: [
      {
        codigo: 'TEL001',
        descricao: 'O Celular informado foi visto nos ultimos 3 meses.',
        tipo: 'consulta',
        categoria: 'fraude',
        relevancia: 'Positivo',
        relacionadoA,
      },
    ],
  },
};

/** What SPC and Clear Sale say of prospect 220330 in the document's examples (p. 114, 116). */
export const respostasSimuladas = [
  { parceiro: 'SPC' as const, documento: DOCUMENTO, resposta: JSON.stringify(spc) },
  { parceiro: 'CLEAR_SALE' as const, documento: DOCUMENTO, resposta: JSON.stringify(clearSale) },
];
