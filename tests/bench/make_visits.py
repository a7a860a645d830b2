#!/usr/bin/env python3
"""make_visits.py HOMES VOLUNTEERS DAYS [--tight] [--seed N] > FILE.json: a made-up visit campaign in
VROOM's JSON input.

Homes lie in hamlets along valleys; travel is by crooked roads at 15 km/h; every volunteer has a base
in a hamlet, comes in the evening or for half a day, and is a vehicle for each of the days. Visits
take 8 to 20 minutes; some homes ask for a day, an evening, a woman, a dialect. Without --tight there
is time for everybody to be visited.
"""
import argparse
import json
import math
import random
import sys

DAY = 86400


def places(rng, homes):
    hamlets = []
    for _ in range(max(4, homes // 25)):
        along, valley = rng.random(), rng.randrange(4)
        hamlets.append((20000 * along + rng.gauss(0, 400),
                        4000 * valley + 1500 * math.sin(5 * along + valley) + rng.gauss(0, 400)))
    points = []
    for _ in range(homes):
        x, y = rng.choice(hamlets)
        points.append((x + rng.gauss(0, 500), y + rng.gauss(0, 300)))
    return hamlets, points


def matrix(rng, points):
    bend = [rng.uniform(0.9, 1.15) for _ in points]
    rows = []
    for i, (x, y) in enumerate(points):
        rows.append([0 if i == j else 20 + round(1.35 * math.hypot(x - u, y - v) / 4.2 *
                                                 bend[i] * (1.03 if i < j else 1))
                     for j, (u, v) in enumerate(points)])
    return rows


def degrees(point):
    """For pictures only: the matrix says how far it is."""
    return [round(110 + point[0] / 98000, 6), round(28.5 + point[1] / 111000, 6)]


def job(rng, i, days, point):
    one = {"id": i, "location_index": i, "location": degrees(point), "service": rng.choice([480, 600, 720, 900, 1200]),
           "priority": rng.choice([1, 1, 1, 5, 5, 20])}
    if rng.random() < 0.3:  # evenings only
        one["time_windows"] = [[d * DAY + 61200, d * DAY + 72000] for d in range(days)]
    elif rng.random() < 0.4:  # two days
        one["time_windows"] = [[d * DAY, d * DAY + DAY - 1]
                               for d in sorted(rng.sample(range(days), min(2, days)))]
    if rng.random() < 0.25:
        one["skills"] = [rng.choice([1, 2, 3])]
    return one


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("homes", type=int)
    parser.add_argument("volunteers", type=int)
    parser.add_argument("days", type=int)
    parser.add_argument("--tight", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    hamlets, points = places(rng, options.homes)
    bases = [rng.choice(hamlets) for _ in range(options.volunteers)]
    vehicles = []
    for volunteer, base in enumerate(bases):
        skills = sorted(rng.sample([1, 2, 3], rng.choice([1, 2, 3])))
        open_s, hours = rng.choice([(28800, 4), (50400, 4), (57600, 4), (59400, 3.5)])
        hours = hours if options.tight else hours + 1
        for day in range(options.days):
            vehicles.append({"id": 100 * volunteer + day, "skills": skills,
                             "start": degrees(base), "end": degrees(base),
                             "start_index": options.homes + volunteer,
                             "end_index": options.homes + volunteer,
                             "time_window": [day * DAY + open_s, int(day * DAY + open_s + 3600 * hours)]})
    json.dump({"jobs": [job(rng, i, options.days, point) for i, point in enumerate(points)],
               "vehicles": vehicles,
               "matrices": {"car": {"durations": matrix(rng, points + bases)}}}, sys.stdout)


main()
