"""Mutation testing of what rates: are the tests able to see that a line is wrong?"""
