import { ScheduleTicker } from '../src/triggers/schedule-ticker.js';
import { expectEachOnce, ScheduleScene } from './schedule-scene.js';

/** C13: several schedulers at once; each time of each schedule fires exactly once. That they are killed is a row of its own. */
describe('schedulers side by side', () => {
  let scene: ScheduleScene;
  beforeAll(async () => {
    scene = await ScheduleScene.start();
  });
  afterAll(() => scene.world.stop());

  it('fire a thousand times once each, however often they are asked at the same moment', async () => {
    const ids = await scene.schedules(100, 9);
    const ticker = scene.world.service.app.get(ScheduleTicker);
    await Promise.all([ticker.fireAllDue(), ticker.fireAllDue(), ticker.fireAllDue()]);
    // As after a restore, or by a clock that was set back: the same times are due once more.
    await scene.due(ids, 9);
    await Promise.all([ticker.fireAllDue(), ticker.fireAllDue(), ticker.fireAllDue()]);
    const rows = await scene.times(ids);
    expectEachOnce(rows, ids, 10);
    expect(await scene.query('SELECT 1 FROM pipelines.firing_work')).toHaveLength(rows.length);
    const late = await scene.query('SELECT 1 FROM pipelines.schedule_clock WHERE next_fire_at <= clock_timestamp()');
    expect(late).toEqual([]);
  });
});
