import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { splitTelefone } from '#kernel/telephone.ts';
import { trocarTelefone } from '#modules/clientes/index.ts';
import { write } from '../core/operation.ts';
import { CpfCnpj, documentoDe, Fone, Key } from './wire.ts';

const tipos = { '1': 'RESIDENCIAL', '2': 'COMERCIAL', '3': 'CELULAR' } as const;

export const atualizarTelefoneDoCliente = write({
  ids: ['gsan.telefone.atualizar'],
  method: 'POST',
  url: '/gsan/atualizarTelefoneCliente',
  credentials: ['key'],
  query: Type.Object({
    key: Key,
    cpfCnpj: CpfCnpj,
    foneAntigo: Fone,
    foneNovo: Fone,
    tipoFoneNovo: Type.Enum(['1', '2', '3']),
  }),
  response: Type.Object({
    key: Type.String(),
    qtd: Type.Integer(),
    resultado: Type.Object({
      foneIncluidoComSucesso: Type.Boolean(),
      foneExcluidoComSucesso: Type.Boolean(),
      cpfCnpj: Type.String(),
    }),
  }),
  async handle({ tx, clock, rules }, { query: { key, cpfCnpj, foneAntigo, foneNovo, tipoFoneNovo } }) {
    const documento = documentoDe(cpfCnpj, rules);
    const antigo = telefoneDe(foneAntigo);
    const novo = { ...telefoneDe(foneNovo), tipo: tipos[tipoFoneNovo] };
    const { incluido, excluido } = await trocarTelefone(tx, clock, { documento, antigo, novo });
    const resultado = { foneIncluidoComSucesso: incluido, foneExcluidoComSucesso: excluido, cpfCnpj };
    return { key, qtd: 1, resultado };
  },
});

function telefoneDe(fone: string) {
  const telefone = splitTelefone(fone);
  if (!telefone) throw new DomainError('invalid', 'fone.invalido');
  return telefone;
}
