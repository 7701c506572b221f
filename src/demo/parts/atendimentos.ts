import { sql } from 'kysely';
import { type Part, rowsOf } from '../part.ts';

type Servico = 'SUPORTE' | 'INTERNO' | 'INSTALACAO';

const tipo = (
  id: number,
  descricao: string,
  tipo_servico: Servico,
  mais: { tecnologia?: 'TELEFONIA'; destino?: number; dias?: number; interna?: boolean } = {},
) => ({
  id,
  descricao,
  tipo_servico,
  tipo_tecnologia: mais.tecnologia ?? ('INTERNET' as const),
  centro_custo_padrao_id: mais.destino ?? null,
  prazo: mais.dias ?? null,
  prazo_unidade: mais.dias ? ('DIAS' as const) : null,
  manutencao_interna: mais.interna ?? false,
});

const fechamento = (id: number, descricao: string, exige: boolean) => ({
  id,
  descricao,
  assinatura_obrigatoria: exige,
  imagens_obrigatorias: exige,
  solucionado: exige,
});

interface Completado {
  tipo: number;
  descricao?: string;
  destino?: number;
  tecnico?: number;
}

const TECNICO = 10019;

// The tickets themselves came with the contracts.
const completados: Record<number, Completado> = {
  3395: { tipo: 18, tecnico: TECNICO },
  3414: { tipo: 3, tecnico: TECNICO },
  3101: { tipo: 7, descricao: 'SEM ACESSO', destino: 7 },
  3102: { tipo: 4, descricao: 'ACESSO LENTO', destino: 7 },
  3201: { tipo: 4 },
  3388: { tipo: 7, tecnico: TECNICO },
  4049282: { tipo: 51, destino: 3 },
  4049332: { tipo: 51, descricao: 'Fidelidade: 12 MESES SERVIÇO: NÃO POSSUI\nDATA: 16/09/2021', destino: 3 },
};

/** Tickets with their types, and the visits that they had. */
export const atendimentos: Part = {
  name: 'atendimentos',
  rows: () => [
    rowsOf('centro_custo', [
      { id: 7, descricao: 'Suporte' },
      { id: 3, descricao: 'ATENDIMENTO' },
      { id: 1, descricao: 'ADMINISTRATIVO' },
    ]),
    rowsOf('tipo_atendimento', [
      tipo(1, 'ÁREA DE MANUTENÇÃO', 'SUPORTE', { destino: 7, interna: true }),
      tipo(2, 'HOTSPOT - GERAL', 'SUPORTE', { destino: 7 }),
      tipo(3, 'SOLICITAÇÃO DE ALTERAÇÃO DE VENCIMENTO', 'INTERNO'),
      tipo(4, 'ACESSO LENTO', 'SUPORTE', { dias: 1 }),
      tipo(7, 'SEM ACESSO', 'SUPORTE', { dias: 1 }),
      tipo(8, 'TELEFONE MUDO', 'SUPORTE', { tecnologia: 'TELEFONIA', destino: 7 }),
      tipo(18, 'MUDANÇA DE PONTO', 'SUPORTE'),
      tipo(51, 'INSTALAÇÃO', 'INSTALACAO'),
      tipo(999, 'VISITA EXTERNA', 'SUPORTE'),
    ]),
    rowsOf('fechamento_externo', [
      fechamento(217, '2097 - PROBLEMA NÃO INDENTIFICADO - RELATAR', true),
      fechamento(338, '3053 - RESOLVIDO SEM INTERVENÇÃO', false),
      fechamento(13150, '5007 - SEM SOLUCAO', false),
    ]),
    rowsOf(
      'tipo_atendimento_fechamento',
      [217, 338, 13150].map((fechamento_externo_id) => ({ tipo_atendimento_id: 999, fechamento_externo_id })),
    ),
    rowsOf('visita', [
      { atendimento_id: 3395, inicio: new Date('2020-06-22T08:00:00-03:00'), turno: 'MANHA' },
      { atendimento_id: 3388, inicio: new Date('2020-06-02T08:00:00-03:00'), turno: 'MANHA', situacao: 'REALIZADA' },
    ]),
    rowsOf('configuracao_app', [
      { chave: 'VERSAO_FINAL_APP_VENDAS', valor: '1.0', aplicativo: 'VENDAS' },
      { chave: 'VERSAO_FINAL_NOME_APP_VENDAS', valor: 'teste', aplicativo: 'VENDAS' },
    ]),
  ],
  async after(tx) {
    for (const [id, { tipo: tipoId, descricao = '', destino = null, tecnico = null }] of Object.entries(completados)) {
      await tx
        .updateTable('atendimento')
        .set({ tipo_atendimento_id: tipoId, descricao, centro_custo_destino_id: destino, tecnico_id: tecnico })
        .set('encerrado_em', sql`case when status in ('SOLUCIONADO', 'SEM_SOLUCAO') then aberto_em end`)
        .where('id', '=', Number(id))
        .execute();
    }
  },
};
