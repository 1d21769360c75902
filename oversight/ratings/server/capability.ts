// What the ratings room offers: the record the app mounts.
import { type Capability, route } from '@songhe/kernel/capability'
import * as contract from '../contract.ts'
import { applyForRating, withdrawCase } from './cases/apply.ts'
import { decideCase, returnCase } from './cases/decide.ts'
import { addEvidence, showEvidence } from './cases/evidence.ts'
import { listCases } from './cases/list-cases.ts'
import { decideCases, enterSites, takeEffects } from './cases/many-cases.ts'
import { scoreCase } from './cases/score.ts'
import { showCase } from './cases/show-case.ts'
import { takeEffect } from './cases/take-effect.ts'
import { answerChallenge } from './challenges/answer-challenge.ts'
import { raiseChallenge } from './challenges/raise-challenge.ts'
import { decideChange, proposeChange } from './changes/change-rating.ts'
import { commands } from './commands.ts'
import { plantRatings } from './demo/plant-ratings.ts'
import { invariants } from './invariants.ts'
import { listCandidates } from './register/list-candidates.ts'
import { listRatings } from './register/list-ratings.ts'
import { publicRatings } from './register/public-ratings.ts'
import { ratingsOfFacility } from './register/ratings-of-facility.ts'
import { listRatingStandards, listRounds, showRound } from './rounds/list-rounds.ts'
import { closeRound, openRound } from './rounds/open-round.ts'
import { ratingListSheet } from './sheets/rating-list-sheet.ts'
import { scoreSheet } from './sheets/score-sheet.ts'
import { RATING_FACTS } from './standard/site-facts.ts'
import { todos } from './todos.ts'

export const capability: Capability = {
  name: 'ratings',
  title: '等级评定',
  migrations: new URL('../migrations/', import.meta.url),
  permissions: {
    'ratings.read': { title: '查看等级评定', roles: ['clerk', 'reviewer', 'finance', 'town-officer', 'auditor'] },
    'ratings.rounds': { title: '开轮、结束评定轮次', roles: ['clerk'], wholeDistrict: true },
    'ratings.apply': { title: '为设施申请评定，登记异议和申诉', roles: ['clerk', 'town-officer'] },
    'ratings.score': { title: '登记第三方评分，提出降级和撤销', roles: ['clerk'] },
    'ratings.decide': { title: '决定等级、答复异议和申诉', roles: ['reviewer'] },
    'ratings.take-over': { title: '导入本单位已有的等级', roles: ['clerk'], wholeDistrict: true },
  },
  routes: [
    route(contract.listRatingStandards, listRatingStandards),
    route(contract.listRounds, listRounds),
    route(contract.showRound, showRound),
    route(contract.openRound, openRound),
    route(contract.closeRound, closeRound),
    route(contract.listCases, listCases),
    route(contract.showCase, showCase),
    route(contract.applyForRating, applyForRating),
    route(contract.withdrawCase, withdrawCase),
    route(contract.scoreCase, scoreCase),
    [contract.addEvidence, addEvidence],
    [contract.showEvidence, showEvidence],
    route(contract.returnCase, returnCase),
    route(contract.decideCase, decideCase),
    route(contract.takeEffect, takeEffect),
    route(contract.enterSites, enterSites),
    route(contract.decideCases, decideCases),
    route(contract.takeEffects, takeEffects),
    route(contract.raiseChallenge, raiseChallenge),
    route(contract.answerChallenge, answerChallenge),
    route(contract.proposeChange, proposeChange),
    route(contract.decideChange, decideChange),
    route(contract.listRatings, listRatings),
    route(contract.listCandidates, listCandidates),
    route(contract.ratingsOfFacility, ratingsOfFacility),
    [contract.publicRatings, publicRatings],
  ],
  facts: [...RATING_FACTS],
  sheets: [ratingListSheet, scoreSheet],
  todos,
  invariants,
  commands,
  demo: [{ order: 27, title: '等级评定', run: plantRatings }],
}
