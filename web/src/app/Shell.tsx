import { Outlet } from 'react-router';

/** The frame of every page: a narrow bar, below it the page. */
export function Shell() {
  return (
    <main style={{ height: '100%' }}>
      <Outlet />
    </main>
  );
}
