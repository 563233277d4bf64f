import { useMemo } from 'react';
import { useLanguage } from './language';

/** Numbers, shares and times in the user's language. */
export function formatsFor(language: string) {
  const whole = new Intl.NumberFormat(language);
  const six = new Intl.NumberFormat(language, { maximumSignificantDigits: 6, useGrouping: false });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  return {
    number: (value: number) => whole.format(value),
    /** A measured number: six significant digits. */
    decimal: (value: number) => six.format(value),
    percent: (value: number) => percent.format(value),
    /** `3.4 MB`, in powers of ten. */
    bytes: (value: number) => {
      const step = Math.min(3, Math.floor(Math.log10(Math.max(1, value)) / 3));
      const digits = step && value / 1000 ** step < 10 ? 1 : 0;
      return `${(value / 1000 ** step).toFixed(digits)} ${['B', 'kB', 'MB', 'GB'][step]}`;
    },
    /** A metric or score, three places; `–` where it is undefined. */
    score: (value: number | undefined | null) =>
      value === undefined || value === null || !Number.isFinite(value) ? '–' : value.toFixed(3),
    moment: (iso: string) => moment.format(new Date(iso)),
    /** `5 minutes ago`. */
    ago: (iso: string, now = Date.now()) => {
      const seconds = (new Date(iso).getTime() - now) / 1000;
      const [size, unit] = unitOf(Math.abs(seconds));
      return relative.format(Math.round(seconds / size), unit);
    },
    /** `1:05`, or `2:00:00` from an hour on. */
    duration: (seconds: number) => {
      const s = Math.max(0, Math.round(seconds));
      const parts = [Math.floor(s / 60) % 60, s % 60];
      if (s >= 3600) parts.unshift(Math.floor(s / 3600));
      return parts.map((part, index) => (index ? String(part).padStart(2, '0') : part)).join(':');
    },
  };
}

function unitOf(seconds: number): [number, Intl.RelativeTimeFormatUnit] {
  if (seconds < 60) return [1, 'second'];
  if (seconds < 3600) return [60, 'minute'];
  if (seconds < 86_400) return [3600, 'hour'];
  return [86_400, 'day'];
}

export function useFormats() {
  const { language } = useLanguage();
  return useMemo(() => formatsFor(language), [language]);
}
