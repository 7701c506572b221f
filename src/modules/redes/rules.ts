const RAIO_DA_TERRA_KM = 6371;

export interface Ponto {
  /** Decimal degrees. */
  latitude: number;
  longitude: number;
}

/** Great-circle distance in km (haversine, radius 6371 km), as the SQL function distancia_km() has it. */
export function distanciaKm(a: Ponto, b: Ponto): number {
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2;
  const chord =
    half(a.latitude, b.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude);
  return 2 * RAIO_DA_TERRA_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
