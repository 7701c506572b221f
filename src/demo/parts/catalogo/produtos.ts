import { centavos } from '#kernel/money.ts';
import { type Rows, rowsOf } from '../../part.ts';
import { CIDADE, EMPRESA } from './onde.ts';

const servico = (id: number, descricao: string, valor: number, maximo_parcelas = 0, taxa_instalacao = false) => ({
  id,
  descricao,
  valor: centavos(valor),
  permite_parcelar: maximo_parcelas > 0,
  maximo_parcelas,
  taxa_instalacao,
});

const servicos = [
  servico(6, 'CL - FIBRA - ALTERAÇÃO DE ENDEREÇO', 20000, 10),
  servico(10, 'CL - FIBRA - ALTERAÇÃO FISICA', 4000),
  servico(17, 'CL - FIBRA - TAXA DE INSTALAÇÃO', 10000, 10, true),
  servico(19, 'CL - FIBRA - VISITA TÉCNICA', 4000),
  servico(37, 'CL - IVR - TAXA DE HABILITAÇÃO', 25000, 6),
  servico(133, 'CL - SERVIÇO ADICIONAL', 10000, 10),
  servico(223, 'BCA-HABILITACAO', 0, 10),
];

const velocidade = (id: number, descricao: string, download_kbps: number, upload_kbps = download_kbps) => ({
  id,
  descricao,
  download_kbps,
  upload_kbps,
});

const canal = (id: number, descricao: string, valor: number, permite_a_la_carte: boolean | null = null) => ({
  id,
  descricao,
  valor: centavos(valor),
  permite_a_la_carte,
});

/** Services, speeds, voice packages and TV. */
export const produtos: readonly Rows[] = [
  rowsOf('servico', [...servicos, servico(134, 'LIGACAO FIXO LOCAL', 0), servico(135, 'LIGACAO FIXO DDD', 0)]),
  rowsOf(
    'servico_disponivel',
    servicos.map(({ id }) => ({ servico_id: id, empresa_id: EMPRESA, cidade_id: CIDADE })),
  ),
  rowsOf('velocidade', [
    velocidade(1, '15MB Residencial', 15360),
    velocidade(4, '2MB RESIDENCIAL', 2048),
    velocidade(67, '600/800K Residencial', 600, 300),
    velocidade(91401, '3MB Residencial', 3072),
    velocidade(91402, '10MB Residencial', 10240),
    velocidade(91403, '35MB Residencial', 35840),
    velocidade(91404, '80MB Residencial', 81920),
    velocidade(91405, '100MB Residencial', 102400),
  ]),
  rowsOf('tipo_ligacao', [
    { id: 1, descricao: 'FIXO LOCAL', servico_id: 134 },
    { id: 2, descricao: 'FIXO DDD', servico_id: 135 },
  ]),
  rowsOf('pacote_voz', [
    { id: 1, descricao: 'PACOTE VOZ 1', valor: centavos(5000) },
    { id: 2, descricao: 'PACOTE VOZ 2', valor: centavos(2000) },
  ]),
  // Two of the descriptions end in a blank, as printed (page 75).
  rowsOf('franquia_voz', [
    { id: 1, pacote_voz_id: 1, descricao: '100 LIVRES FIXO DDD ', tipo_ligacao_id: 2, minutos: 100 },
    { id: 2, pacote_voz_id: 1, descricao: '100 LIVRES FIXO LOCAL', tipo_ligacao_id: 1, minutos: 100 },
    { id: 3, pacote_voz_id: 2, descricao: '200 LIVRES FIXO LOCAL', tipo_ligacao_id: 1, minutos: 200 },
    { id: 4, pacote_voz_id: 2, descricao: '300 LIVRES FIXO DDD ', tipo_ligacao_id: 2, minutos: 300 },
  ]),
  rowsOf('canal_tv', [
    canal(1, 'ION TV', 0, true),
    canal(2, 'TV ALTEROSA BH SD', 1000, true),
    canal(5, 'REDE TV! HD', 0, true),
    canal(6, 'GLOBO MINAS HD', 0, true),
    canal(14, 'REDE MINAS', 0),
    canal(43, 'CURTA', 0),
    canal(45, 'MIX TV', 0),
  ]),
  rowsOf('pacote_tv', [
    { id: 3, descricao: 'TELECINE HD', valor: centavos(4490) },
    { id: 4, descricao: 'PREMIERE FC', valor: centavos(7490) },
  ]),
  rowsOf('pacote_tv_canal', [
    { pacote_tv_id: 3, canal_tv_id: 43, ordem: 1 },
    { pacote_tv_id: 3, canal_tv_id: 45, ordem: 2 },
    { pacote_tv_id: 4, canal_tv_id: 14, ordem: 1 },
  ]),
];
