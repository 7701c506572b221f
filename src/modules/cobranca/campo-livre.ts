import type { Convenio } from './convenios.ts';
import { modulo10, restoModulo11 } from './digitos.ts';

/** A bank's part of a boleto. */
export interface DoBanco {
  /** The 25 digits that the bank lays out itself. */
  campoLivre: string;
  /** The nosso número as the boleto shows it. */
  nossoNumero: string;
}

type Banco = (convenio: Convenio, nossoNumero: number) => DoBanco;

/** Fits a number into so many digits. Throws RangeError when it does not fit. */
function fit(value: string | number, length: number): string {
  const text = String(value).padStart(length, '0');
  if (text.length > length) throw new RangeError(`«${value}» does not fit into ${length} digits`);
  return text;
}

const bancoDoBrasil: Banco = ({ codigoBeneficiario, agencia, conta, carteira }, numero) => {
  if (codigoBeneficiario.length === 7) {
    const nosso = codigoBeneficiario + fit(numero, 10);
    return { campoLivre: `000000${nosso}${fit(carteira, 2)}`, nossoNumero: nosso };
  }
  const nosso = codigoBeneficiario + fit(numero, 11 - codigoBeneficiario.length);
  const resto = restoModulo11Decrescente(nosso);
  return {
    campoLivre: nosso + fit(agencia, 4) + fit(conta, 8) + fit(carteira, 2),
    nossoNumero: `${nosso}-${resto === 10 ? 'X' : resto}`,
  };
};

function restoModulo11Decrescente(digits: string): number {
  let sum = 0;
  let weight = 9;
  for (let i = digits.length - 1; i >= 0; i--) {
    sum += Number(digits[i]) * weight;
    weight = weight === 2 ? 9 : weight - 1;
  }
  return sum % 11;
}

const santander: Banco = ({ codigoBeneficiario, carteira }, numero) => {
  const nosso = fit(numero, 12);
  const resto = restoModulo11(nosso);
  const dv = resto === 10 ? 1 : resto < 2 ? 0 : 11 - resto;
  return {
    campoLivre: `9${fit(codigoBeneficiario, 7)}${nosso}${dv}0${fit(carteira, 3)}`,
    nossoNumero: `${nosso}-${dv}`,
  };
};

const caixa: Banco = ({ codigoBeneficiario }, numero) => {
  const nosso = `14${fit(numero, 15)}`;
  const digit = (digits: string) => {
    const dv = 11 - restoModulo11(digits);
    return dv > 9 ? 0 : dv;
  };
  const beneficiario = fit(codigoBeneficiario, 6);
  const sem = `${beneficiario}${digit(beneficiario)}${nosso.slice(2, 5)}1${nosso.slice(5, 8)}4${nosso.slice(8)}`;
  return { campoLivre: `${sem}${digit(sem)}`, nossoNumero: `${nosso}-${digit(nosso)}` };
};

const bradesco: Banco = ({ agencia, carteira, conta }, numero) => {
  const nosso = fit(numero, 11);
  const resto = restoModulo11(fit(carteira, 2) + nosso, 7);
  const dv = resto === 0 ? '0' : resto === 1 ? 'P' : String(11 - resto);
  return {
    campoLivre: `${fit(agencia, 4)}${fit(carteira, 2)}${nosso}${fit(conta, 7)}0`,
    nossoNumero: `${fit(carteira, 2)}/${nosso}-${dv}`,
  };
};

const itau: Banco = ({ agencia, conta, carteira }, numero) => {
  const nosso = fit(numero, 8);
  const [a, c, k] = [fit(agencia, 4), fit(conta, 5), fit(carteira, 3)];
  const dac = modulo10(a + c + k + nosso);
  return { campoLivre: `${k}${nosso}${dac}${a}${c}${modulo10(a + c)}000`, nossoNumero: `${k}/${nosso}-${dac}` };
};

const sicoob: Banco = ({ agencia, codigoBeneficiario, carteira, variacao }, numero) => {
  const [coop, cliente, seq] = [fit(agencia, 4), fit(codigoBeneficiario, 10), fit(numero, 7)];
  const weights = '319731973197319731973';
  const sum = Array.from(coop + cliente + seq).reduce((s, d, i) => s + Number(d) * Number(weights[i]), 0);
  const resto = sum % 11;
  const dv = resto < 2 ? 0 : 11 - resto;
  return {
    campoLivre: `${fit(carteira, 1)}${coop}${fit(variacao ?? '01', 2)}${cliente.slice(3)}${seq}${dv}001`,
    nossoNumero: `${seq}-${dv}`,
  };
};

const sicredi: Banco = ({ agencia, codigoBeneficiario, variacao }, numero) => {
  const text = fit(numero, 8);
  const [coop, posto, beneficiario] = [fit(agencia, 4), fit(variacao ?? '0', 2), fit(codigoBeneficiario, 5)];
  const digit = (digits: string) => {
    const dv = 11 - restoModulo11(digits);
    return dv > 9 ? 0 : dv;
  };
  const dv = digit(coop + posto + beneficiario + text);
  const sem = `11${text}${dv}${coop}${posto}${beneficiario}10`;
  return { campoLivre: `${sem}${digit(sem)}`, nossoNumero: `${text.slice(0, 2)}/${text.slice(2)}-${dv}` };
};

const bancos: Readonly<Record<Convenio['banco'], Banco>> = {
  '001': bancoDoBrasil,
  '033': santander,
  '104': caixa,
  '237': bradesco,
  '341': itau,
  '748': sicredi,
  '756': sicoob,
};

/** What an agreement's bank puts into a boleto. Throws RangeError for a field that is too long for the bank's layout. */
export const doBanco = (convenio: Convenio, nossoNumero: number): DoBanco =>
  bancos[convenio.banco](convenio, nossoNumero);
